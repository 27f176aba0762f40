using System.Text.Json;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>What one user said on one recorded connection, and what was answered.</summary>
/// <param name="Connection">The connection's number.</param>
/// <param name="Version">The version that was agreed on, as servers answer.</param>
/// <param name="Hello">The greeting.</param>
/// <param name="Login">The login, which is the greeting itself up to Bolt 5.0.</param>
/// <param name="Requests">What was asked then.</param>
internal sealed record RecordedTalk(int Connection, byte[] Version, RecordedRequest Hello, RecordedRequest Login, List<RecordedRequest> Requests)
{
    /// <summary>Whether the client had been given an address with <c>neo4j://</c>.</summary>
    public bool IsRouted => RecordedRequest.Entry(Hello.Fields[0], "routing") is { ValueKind: JsonValueKind.Object };

    /// <summary>The talks of all connections that got as far as a login.</summary>
    public static IEnumerable<RecordedTalk> Read(Recording recording)
    {
        foreach (var lines in recording.Lines.Select(line => line.Line).Where(line => line.TryGetProperty("c", out _)).GroupBy(line => line.GetProperty("c").GetInt32()))
        {
            var requests = new List<RecordedRequest>();
            byte[]? version = null;
            foreach (var line in lines)
            {
                var name = line.TryGetProperty("name", out var told) ? told.GetString()! : "";
                version = name is "HANDSHAKE_ANSWER" or "HANDSHAKE_CHOICE" && VersionOf(line) is { } agreed ? agreed : version;
                Take(line, name, requests);
            }

            Join(requests);
            foreach (var talk in Split(lines.Key, version, requests))
            {
                yield return talk;
            }
        }
    }

    private static byte[]? VersionOf(JsonElement line) => Convert.FromHexString(line.GetProperty("hex").GetString()!) is [0, 0, var minor, (4 or 5) and var major, ..] ? [0, 0, minor, major] : null;

    /// <summary>Servers answer in the order in which they are asked.</summary>
    private static void Take(JsonElement line, string name, List<RecordedRequest> requests)
    {
        var waiting = requests.Find(request => request.Answer is null);
        if (line.TryGetProperty("elided", out var elided))
        {
            waiting!.Rows.AddRange(Enumerable.Repeat(waiting.Rows[^1], elided.GetInt32()));
        }
        else if (line.TryGetProperty("dir", out var side) && side.GetString() == "C" && line.TryGetProperty("fields", out var fields) && name != "GOODBYE")
        {
            requests.Add(new(name, fields));
        }
        else if (name == "RECORD")
        {
            waiting!.Rows.Add(line.GetProperty("fields")[0]);
        }
        else if (name is "SUCCESS" or "FAILURE" or "IGNORED" && waiting is not null)
        {
            waiting.Answer = name;
            waiting.Told = name == "IGNORED" ? default : line.GetProperty("fields")[0];
        }
    }

    /// <summary>Gives each RUN the requests for its rows: those that name its number, or none where it was the last.</summary>
    private static void Join(List<RecordedRequest> requests)
    {
        var open = new Dictionary<long, RecordedRequest>();
        RecordedRequest? last = null;
        foreach (var request in requests)
        {
            if (request.Name == "RUN")
            {
                last = request;
                open[RecordedRequest.Number(request.Told, "qid") ?? -1] = request;
            }
            else if (request.Name is "PULL" or "DISCARD")
            {
                var run = RecordedRequest.Number(request.Fields[0], "qid") is { } number and not -1 ? open.GetValueOrDefault(number) ?? last : last;
                run?.Fetches.Add(request);
            }
            else if (request.Name is "BEGIN" or "RESET")
            {
                open.Clear();
            }
        }
    }

    /// <summary>Each login begins another talk: our client logs on once for a connection.</summary>
    private static IEnumerable<RecordedTalk> Split(int connection, byte[]? version, List<RecordedRequest> requests)
    {
        RecordedTalk? talk = null;
        var hello = requests.Find(request => request is { Name: "HELLO", IsAnswered: true });
        foreach (var request in requests)
        {
            if (request.IsAnswered && version is not null && hello is not null && (request.Name == "LOGON" || (request == hello && RecordedRequest.Entry(hello.Fields[0], "scheme") is not null)))
            {
                if (talk is not null)
                {
                    yield return talk;
                }

                talk = new(connection, version, hello, request, []);
            }
            else
            {
                talk?.Requests.Add(request);
            }
        }

        if (talk is not null)
        {
            yield return talk;
        }
    }
}
