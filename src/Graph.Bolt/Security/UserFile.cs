using System.Text.Json;

namespace CoEvolve.Graph.Bolt.Security;

/// <summary>The users as JSON: <c>{"users":[{"name","role","iterations","salt","hash","mustChange"}]}</c>, bytes in base 64. Replaced as a whole.</summary>
internal static class UserFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static IReadOnlyList<BoltUser> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var content = JsonSerializer.Deserialize<Content>(file, Json) ?? throw new JsonException("It is empty.");
            return [.. content.Users.Select(Checked)];
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The users' file '{path}' cannot be read: {wrong.Message} Restore it, or remove it to begin anew with the user '{BoltUsers.FirstUser}'.", wrong);
        }
    }

    public static void Write(string path, IEnumerable<BoltUser> users)
    {
        var content = new Content([.. users.OrderBy(user => user.Name, StringComparer.Ordinal).Select(user => new Entry(
            user.Name, Name(user.Role), user.Password.Iterations, Convert.ToBase64String(user.Password.Salt), Convert.ToBase64String(user.Password.Hash), user.MustChange))]);
        var draft = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, content, Json);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static string Name(BoltRole role) => role switch
    {
        BoltRole.Admin => "admin",
        BoltRole.Service => "service",
        _ => "analyst",
    };

    private static BoltUser Checked(Entry entry) => new(
        entry.Name,
        Enum.TryParse<BoltRole>(entry.Role, ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : throw new FormatException($"There is no role '{entry.Role}'."),
        new(entry.Iterations > 0 ? entry.Iterations : throw new FormatException("The iterations must be positive."), Convert.FromBase64String(entry.Salt), Convert.FromBase64String(entry.Hash)),
        entry.MustChange);

    private sealed record Content(IReadOnlyList<Entry> Users);

    private sealed record Entry(string Name, string Role, int Iterations, string Salt, string Hash, bool MustChange);
}
