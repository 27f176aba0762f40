using System.Text.Json;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Bolt.Transport;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>
/// Finds the recorded answers to what a client asks on one connection, by kind and content of the request. A client may leave out what the recorded one asked; what that
/// one did not ask is a complaint, but for what any server answers in the same way: RESET, ROLLBACK, a routing table.
/// </summary>
internal sealed class RecordedAnswers(RecordedServer server, MessageWriter output)
{
    private static readonly JsonElement More = JsonDocument.Parse("""{"Map":{"has_more":true}}""").RootElement;

    private readonly Queue<RecordedRequest> _fetches = new();
    private bool _hasFailed;
    private bool _hasColumns;

    /// <summary>Whether the connection is to be closed.</summary>
    public bool IsOver { get; private set; }

    private RecordedTalk Talk => server.Talk;

    public void Answer(byte[] message)
    {
        var reader = new PackReader(message);
        var fields = new List<string>();
        for (var (left, _) = reader.ReadStructureHeader(); left > 0; left--)
        {
            fields.Add(Canonical.Text(ref reader));
        }

        switch (message[1])
        {
            case MessageTag.Goodbye:
                IsOver = true;
                break;
            case MessageTag.Reset:
                _hasFailed = false;
                _fetches.Clear();
                Succeed();
                break;
            case var _ when _hasFailed:
                Say("IGNORED", default);
                break;
            case MessageTag.Hello or MessageTag.Logon:
                LogOn(message[1] == MessageTag.Hello ? Talk.Hello : Talk.Login, fields[0]);
                break;
            case MessageTag.Pull:
                Pull();
                break;
            case MessageTag.Discard:
                Discard();
                break;
            case MessageTag.Route:
                Route(fields[2]);
                break;
            case MessageTag.Run:
                Run(fields);
                break;
            case MessageTag.Begin:
                Say(Next("BEGIN", fields[0], request => Missing(request.Fields[0], fields[0], "mode", "db", "tx_timeout") is null));
                break;
            case MessageTag.Commit:
                Say(Next("COMMIT", "", _ => true));
                break;
            case MessageTag.Rollback:
                Succeed();
                break;
            default:
                Complain($"a message 0x{message[1]:X2}");
                break;
        }
    }

    /// <summary>The first of a map's entries that is not said in a message in the same way; null where all are.</summary>
    private static string? Missing(JsonElement map, string said, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            var isSaid = said.Contains($"{key}:", StringComparison.Ordinal);
            var wanted = RecordedRequest.Entry(map, key) is { ValueKind: not JsonValueKind.Null } entry && RecordedRequest.Number(map, key) is null or > 0 ? $"{key}:{Canonical.Text(entry)}" : null;
            if (wanted is null ? isSaid : !said.Contains(wanted, StringComparison.Ordinal))
            {
                return $"{key} in {said}";
            }
        }

        return null;
    }

    /// <summary>A greeting or a login that is refused ends the connection.</summary>
    private void LogOn(RecordedRequest recorded, string said)
    {
        if (recorded == Talk.Login && Missing(recorded.Fields[0], said, "scheme", "principal", "credentials") is { } missing)
        {
            Complain(missing);
            return;
        }

        Say(recorded);
        IsOver |= recorded.Answer == "FAILURE";
    }

    private void Run(List<string> fields)
    {
        var question = $"{fields[0]} {fields[1]}";
        if (Next("RUN", question, request => request.Question == question && Missing(request.Fields[2], fields[2], "db", "tx_timeout") is null) is { } run)
        {
            _hasColumns = RecordedRequest.Entry(run.Told, "fields") is { } columns && columns.GetArrayLength() > 0;
            run.Fetches.ForEach(_fetches.Enqueue);
            Say(run);
        }
    }

    /// <summary>Where the recorded client wanted no more rows, or went away, there may be some.</summary>
    private void Pull()
    {
        var fetch = _fetches.TryPeek(out var next) && (next.Name == "PULL" || !_hasColumns) ? _fetches.Dequeue() : null;
        Say(fetch);
        if (fetch?.Answer is null)
        {
            Say("SUCCESS", More);
        }
    }

    private void Discard()
    {
        var last = _fetches.LastOrDefault();
        _fetches.Clear();
        if (last is { IsEnd: true })
        {
            Say(last.Answer!, last.Told);
        }
        else
        {
            Succeed();
        }
    }

    /// <summary>The recorded table with this server's own address; where none was asked for, one in which it has every role.</summary>
    private void Route(string said)
    {
        var recorded = Talk.Requests.Find(request => request is { Name: "ROUTE", IsAnswered: true } && Missing(request.Fields[2], said, "db") is null);
        if (recorded is { Answer: "FAILURE" })
        {
            Say(recorded);
            return;
        }

        var servers = recorded is null
            ? [("READ", 1), ("WRITE", 1), ("ROUTE", 1)]
            : RecordedRequest.Entry(RecordedRequest.Entry(recorded.Told, "rt")!.Value, "servers")!.Value.EnumerateArray()
                .Select(one => (RecordedRequest.Text(one, "role")!, RecordedRequest.Entry(one, "addresses")!.Value.GetArrayLength())).ToArray();
        output.Begin(1, MessageTag.Success);
        output.Pack.WriteMapHeader(1);
        output.Pack.Write("rt");
        output.Pack.WriteMapHeader(2);
        output.Pack.Write("ttl");
        output.Pack.Write(recorded is null ? 300 : RecordedRequest.Number(RecordedRequest.Entry(recorded.Told, "rt")!.Value, "ttl")!.Value);
        output.Pack.Write("servers");
        output.Pack.WriteListHeader(servers.Length);
        foreach (var (role, count) in servers)
        {
            output.Pack.WriteMapHeader(2);
            output.Pack.Write("role");
            output.Pack.Write(role);
            output.Pack.Write("addresses");
            output.Pack.WriteListHeader(count);
            for (var i = 0; i < count; i++)
            {
                output.Pack.Write(server.Address);
            }
        }

        output.End();
    }

    /// <summary>The next request of the talk that is the same.</summary>
    private RecordedRequest? Next(string name, string said, Predicate<RecordedRequest> isSame)
    {
        var at = Talk.Requests.FindIndex(server.Place, request => request.Name == name && request.IsAnswered && isSame(request));
        if (at < 0)
        {
            Complain($"{name} {said}");
            return null;
        }

        server.Place = at + 1;
        return Talk.Requests[at];
    }

    private void Complain(string said)
    {
        server.Complaint ??= $"the client said {said}";
        IsOver = true;
    }

    private void Succeed() => Say("SUCCESS", default);

    private void Say(RecordedRequest? request)
    {
        foreach (var row in request?.Rows ?? [])
        {
            output.Begin(1, MessageTag.Record);
            Canonical.Pack(output.Pack, row);
            output.End();
        }

        if (request is { Answer: { } answer })
        {
            Say(answer, request.Told);
        }
    }

    private void Say(string answer, JsonElement told)
    {
        _hasFailed |= answer == "FAILURE";
        output.Begin(answer == "IGNORED" ? 0 : 1, MessageNames.TagOf(answer));
        if (told.ValueKind != JsonValueKind.Undefined)
        {
            Canonical.Pack(output.Pack, told);
        }
        else if (answer != "IGNORED")
        {
            output.Pack.WriteMapHeader(0);
        }

        output.End();
    }
}
