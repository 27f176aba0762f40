using CoEvolve.Cli.Terminal;

namespace CoEvolve.Cli.Shell;

/// <summary>What was asked before, kept for the next time in a file that only its owner may read.</summary>
/// <remarks>One entry a line, with <c>\n</c> for the end of a line in it and <c>\\</c> for a backslash. What speaks of a password is not written.</remarks>
internal sealed class ShellHistory
{
    private const int MostEntries = 1000;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly List<string> _entries = [];
    private string? _file;

    private ShellHistory(string? file) => _file = file;

    /// <summary>From the oldest to the newest.</summary>
    public IReadOnlyList<string> Entries => _entries;

    /// <summary>The file in the user's state folder; null where the user has no folder.</summary>
    public static string? DefaultFile()
    {
        var state = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) : Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.IsPathFullyQualified(state ?? "") ? Path.Combine(state!, "coevolve", "cypher-history")
            : home.Length > 0 ? Path.Combine(home, ".local", "state", "coevolve", "cypher-history")
            : null;
    }

    /// <summary>Reads the file. Where it cannot be read or written, the history lasts as long as the shell.</summary>
    public static ShellHistory Open(string? file)
    {
        var history = new ShellHistory(file);
        history.OnFile(path =>
        {
            if (!File.Exists(path))
            {
                return;
            }

            history._entries.AddRange(File.ReadLines(path).Select(Decode).TakeLast(MostEntries));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }

            Write(path, FileMode.Create, history._entries);
        });
        return history;
    }

    public void Add(string entry)
    {
        if (_entries.Count > 0 && _entries[^1] == entry)
        {
            return;
        }

        _entries.Add(entry);
        if (!entry.Contains("password", StringComparison.OrdinalIgnoreCase))
        {
            OnFile(path => Write(path, FileMode.Append, [entry]));
        }
    }

    private void OnFile(Action<string> act)
    {
        if (_file is null)
        {
            return;
        }

        try
        {
            act(_file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Screen.Note($"the history is not kept: {wrong.Message}");
            _file = null;
        }
    }

    private static void Write(string path, FileMode mode, IEnumerable<string> entries)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new StreamWriter(path, options);
        foreach (var entry in entries)
        {
            writer.Write(Encode(entry) + "\n");
        }
    }

    private static string Encode(string entry) => entry.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Decode(string line) =>
        string.Join('\\', line.Split("\\\\").Select(part => part.Replace("\\n", "\n", StringComparison.Ordinal)));
}
