using System.Text;

namespace CoEvolve.Graph.Execution;

/// <summary>The folder in which LOAD CSV may read, and nothing outside it: neither by an absolute path nor by <c>..</c> nor through a link.</summary>
internal sealed class CsvFolder(string? root)
{
    private const string FailedCode = "Neo.ClientError.Statement.ExternalResourceFailed";
    private const string Scheme = "file:";

    /// <summary>No folder: nothing may be read.</summary>
    public static readonly CsvFolder None = new(null);

    private readonly string? _root = root is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>Opens the file of an address such as <c>file:///people.csv</c>, which is taken from the folder on. Also tells its path.</summary>
    public (StreamReader Reader, string Path) Open(string address)
    {
        var path = Resolve(address);
        try
        {
            return (new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), Encoding.UTF8), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused(address, "it cannot be read");
        }
    }

    private string Resolve(string address)
    {
        if (_root is null)
        {
            throw Refused(address, "no folder is set from which files may be loaded");
        }

        if (!address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw Refused(address, "its address does not begin with file:///");
        }

        var relative = Uri.UnescapeDataString(address[Scheme.Length..]).TrimStart('/');
        if (relative.Length == 0 || relative.Contains('\0', StringComparison.Ordinal))
        {
            throw Refused(address, "its address names no file");
        }

        var path = Path.GetFullPath(Path.Combine(_root, relative));
        if (!path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw Refused(address, "it lies outside the folder from which files may be loaded");
        }

        RefuseLinks(path, address);
        return path;
    }

    /// <summary>A link could lead anywhere, so that none is followed below the folder.</summary>
    private void RefuseLinks(string path, string address)
    {
        var current = _root!;
        foreach (var part in path[(_root!.Length + 1)..].Split(Path.DirectorySeparatorChar))
        {
            current = Path.Combine(current, part);
            FileSystemInfo found = Directory.Exists(current) ? new DirectoryInfo(current) : new FileInfo(current);
            if (found.LinkTarget is not null)
            {
                throw Refused(address, "a link stands in its path");
            }
        }

        if (!File.Exists(path))
        {
            throw Refused(address, "it is not there");
        }
    }

    private static CypherException Refused(string address, string reason) => new(FailedCode, $"The file '{address}' cannot be loaded: {reason}.");
}
