using System.Text.Json;
using System.Text.RegularExpressions;
using CoEvolve.Graph.Bolt.PackStream;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>Compares what our server answers with what Neo4j answered.</summary>
internal static partial class Answers
{
    /// <summary>Values that belong to one server or one moment, and wording.</summary>
    private static readonly string[] Own =
        ["t_first", "t_last", "bookmark", "server", "connection_id", "advertised_address", "message", "description", "plan", "profile", "rt", "diagnostic_record", "cause"];

    /// <returns>The difference, or null.</returns>
    public static string? Compare(byte[] message, string name, JsonElement fields, Peer peer, Dictionary<string, string> names)
    {
        var reader = new PackReader(message);
        if (message[1] != MessageNames.TagOf(name))
        {
            return $"{Canonical.Text(ref reader)} instead of {name} {Canonical.Text(fields)}";
        }

        if (fields.GetArrayLength() == 0)
        {
            return null;
        }

        reader.ReadStructureHeader();
        if (name == "RECORD")
        {
            return CompareRow(Canonical.Text(ref reader), Canonical.Text(fields[0]), peer, names);
        }

        if (peer.MissingRows.Count > 0)
        {
            return $"rows {string.Join(' ', peer.ExtraRows)} instead of {string.Join(' ', peer.MissingRows)}";
        }

        var writer = new PackWriter();
        Canonical.Pack(writer, fields[0]);
        var recorded = new PackReader(writer.Written.Span);
        return CompareEntries(Canonical.Entries(ref reader), Canonical.Entries(ref recorded));
    }

    private static string? CompareRow(string got, string wanted, Peer peer, Dictionary<string, string> names)
    {
        if (Statements.IsShow(peer.Statement))
        {
            return Width(got) == Width(wanted) ? null : $"row {got} instead of {wanted}"; // what is there belongs to each server
        }

        var (ours, theirs) = (ServersNames().Matches(got), ServersNames().Matches(wanted));
        for (var i = 0; i < Math.Min(ours.Count, theirs.Count); i++)
        {
            names[theirs[i].Value] = ours[i].Value;
        }

        (got, wanted) = (ServersNames().Replace(got, "#"), ServersNames().Replace(wanted, "#"));
        if (got == wanted)
        {
            return null;
        }

        if (peer.Statement.Contains("ORDER BY", StringComparison.OrdinalIgnoreCase) || peer.Statement.Contains("LIMIT", StringComparison.OrdinalIgnoreCase))
        {
            return $"row {got} instead of {wanted}";
        }

        Settle(got, peer.MissingRows, peer.ExtraRows);
        Settle(wanted, peer.ExtraRows, peer.MissingRows);
        return null;
    }

    /// <summary>How many columns a row has.</summary>
    private static int Width(string row)
    {
        var (depth, quoted, width) = (0, false, 1);
        foreach (var one in row)
        {
            quoted ^= one == '"';
            depth += quoted ? 0 : one is '[' or '{' or '(' ? 1 : one is ']' or '}' or ')' ? -1 : 0;
            width += !quoted && depth == 1 && one == ',' ? 1 : 0;
        }

        return width;
    }

    private static void Settle(string row, List<string> others, List<string> own)
    {
        if (!others.Remove(row))
        {
            own.Add(row);
        }
    }

    private static string? CompareEntries(SortedDictionary<string, string> got, SortedDictionary<string, string> wanted)
    {
        string[] optional = ["cause", "diagnostic_record"];
        var (gotKeys, wantedKeys) = (got.Keys.Except(optional), wanted.Keys.Except(optional));
        if (!gotKeys.SequenceEqual(wantedKeys))
        {
            return $"keys {string.Join(",", got.Keys)} instead of {string.Join(",", wanted.Keys)}";
        }

        foreach (var (key, value) in wanted.Where(entry => !Own.Contains(entry.Key)))
        {
            if (Essence(key, got[key]) != Essence(key, value))
            {
                return $"{key} {got[key]} instead of {value}";
            }
        }

        return null;
    }

    /// <summary>Of statuses and notifications the codes, without their wording.</summary>
    private static string Essence(string key, string value) => key is "statuses" or "notifications"
        ? string.Join(',', Codes().Matches(value).Select(match => match.Value))
        : value;

    [GeneratedRegex("(?:gql_status|code|severity|category|_classification|_severity|column|line|offset):(?:\"[^\"]*\"|\\d+)")]
    private static partial Regex Codes();

    /// <summary>Names that a server gives to transactions, connections, nodes and relationships.</summary>
    [GeneratedRegex("(?:neo4j-transaction|bolt)-\\d+|[45]:[0-9a-z-]+:\\d+")]
    private static partial Regex ServersNames();
}
