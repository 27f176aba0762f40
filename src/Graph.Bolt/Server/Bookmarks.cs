using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>What a client has seen: the last transaction of this graph, and of other databases that it asks to have carried along.</summary>
/// <remarks><c>FB:</c> and base 64 of PackStream values: a list header with the number of databases, then for each its id of 16 bytes and the transaction, and an empty list at the end.</remarks>
/// <param name="Transaction">The last transaction of this graph that must be visible; 0 for any state.</param>
/// <param name="Others">Other databases' transactions.</param>
internal sealed record Bookmarks(long Transaction, IReadOnlyList<(byte[] Database, long Transaction)> Others)
{
    private const string Prefix = "FB:";
    private const int IdSize = 16;

    public static readonly Bookmarks None = new(0, []);

    private static readonly byte[] ThisDatabase = "coevolve-network"u8.ToArray();

    public static Bookmarks Parse(IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return None;
        }

        var transaction = 0L;
        var others = new List<(byte[] Database, long Transaction)>();
        foreach (var (database, seen) in texts.SelectMany(Parse))
        {
            if (database.AsSpan().SequenceEqual(ThisDatabase))
            {
                transaction = Math.Max(transaction, seen);
            }
            else if (!others.Any(other => other.Database.AsSpan().SequenceEqual(database) && other.Transaction >= seen))
            {
                others.RemoveAll(other => other.Database.AsSpan().SequenceEqual(database));
                others.Add((database, seen));
            }
        }

        return new(transaction, others);
    }

    /// <summary>The text that says the same later.</summary>
    public string ToText()
    {
        var writer = new PackWriter();
        writer.WriteListHeader(1 + Others.Count);
        foreach (var (database, transaction) in Others.Prepend((ThisDatabase, Transaction)))
        {
            writer.Write(database.AsSpan());
            writer.Write(transaction);
        }

        writer.WriteListHeader(0);

        return Prefix + Convert.ToBase64String(writer.Written.Span);
    }

    private static List<(byte[] Database, long Transaction)> Parse(string text)
    {
        try
        {
            if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            {
                throw new FormatException($"it does not begin with {Prefix}");
            }

            var reader = new PackReader(Convert.FromBase64String(text[Prefix.Length..]));
            var found = new List<(byte[], long)>();
            for (var left = reader.ReadListHeader(); left > 0; left--)
            {
                var database = reader.ReadBytes().ToArray();
                var transaction = reader.ReadInteger();
                found.Add(database.Length == IdSize ? (database, transaction) : throw new FormatException("a database's id has 16 bytes"));
            }

            return reader.ReadListHeader() == 0 ? found : throw new FormatException("something stands behind the databases");
        }
        catch (Exception wrong) when (wrong is FormatException or PackFormatException)
        {
            throw new RequestRefusedException(StatusCodes.InvalidBookmark, $"Parsing of supplied bookmarks failed with message: {wrong.Message}") { Fails = true };
        }
    }
}
