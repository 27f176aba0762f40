using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Getting to know each other: HELLO, LOGON, LOGOFF.</summary>
internal sealed partial class Session
{
    /// <summary>How the message begins that answers a second HELLO where a token belongs.</summary>
    public const string NoToken = "There is no token";

    private const long ReceiveTimeoutHint = 120;

    /// <summary>Who everybody is where logins are switched off.</summary>
    private static readonly BoltUser Anybody = new("", BoltRole.Admin, new(1, [], []), false);

    /// <summary>Whether a second HELLO came where a LOGON belonged; as with Neo4j, nobody can log on after that.</summary>
    private bool _hasLostItsWay;

    private ValueTask<bool> HelloAsync(ref PackReader reader, int fields, CancellationToken cancellationToken)
    {
        StructureReader.Require(fields, 1);
        var hello = ValueReader.ReadMap(ref reader, _format);
        if (_state == SessionState.Authentication)
        {
            _hasLostItsWay = true;
            throw new RequestRefusedException(StatusCodes.UnknownError, $"{NoToken}: LOGON comes behind HELLO.");
        }

        RequireState("HelloMessage", SessionState.Negotiation);
        RequestFields.RequiredText(hello, "user_agent");
        if (_version.NeedsBoltAgent)
        {
            var agent = RequestFields.Map(hello, "bolt_agent") ?? throw RequestRefusedException.Value("Illegal value for field \"bolt_agent\": Must be a map with string keys and string values.");
            if (agent.GetOrNull("product").Kind != ValueKind.String)
            {
                throw RequestRefusedException.Value("Illegal value for field \"bolt_agent\": Expected map to contain key: 'product'.");
            }
        }

        var notifications = NotificationFilter.Read(hello, _version);
        var patched = _version.HasUtcPatch && RequestFields.Texts(hello, "patch_bolt").Contains("utc");
        _format.UsesUtc |= patched;
        _notifications = notifications;
        return FinishHelloAsync(hello, patched, cancellationToken);
    }

    private async ValueTask<bool> FinishHelloAsync(MapValue hello, bool patched, CancellationToken cancellationToken)
    {
        var expired = false;
        if (!_version.HasLogon)
        {
            await LogOnAsync(hello, cancellationToken).ConfigureAwait(false);
            expired = _user!.MustChange;
        }

        _state = _version.HasLogon ? SessionState.Authentication : SessionState.Ready;
        var hints = new List<KeyValuePair<string, Value>> { new("connection.recv_timeout_seconds", Value.Of(ReceiveTimeoutHint)) };
        if (_version.TellsHomeDatabase)
        {
            hints.Add(new("ssr.enabled", Value.True));
        }

        if (_version.HasTelemetry && _served.Options.Telemetry)
        {
            hints.Add(new("telemetry.enabled", Value.True));
        }

        List<(string, Value)> entries = [("server", Value.Of(ServedGraph.Agent)), ("connection_id", Value.Of(Id)), ("hints", Value.Of(MapValue.From(hints)))];
        AddWhere(entries, _byManifest, "protocol_version", Value.Of(_version.ToString()));
        AddWhere(entries, patched, "patch_bolt", Value.Of(Value.Of("utc")));
        AddWhere(entries, expired, "credentials_expired", Value.True);
        _replies.Success([.. entries]);
        return true;
    }

    private static void AddWhere(List<(string, Value)> entries, bool holds, string key, Value value)
    {
        if (holds)
        {
            entries.Add((key, value));
        }
    }

    private ValueTask<bool> LogonAsync(ref PackReader reader, int fields, CancellationToken cancellationToken)
    {
        StructureReader.Require(fields, 1);
        var credentials = ValueReader.ReadMap(ref reader, _format);
        RequireState("LogonMessage", SessionState.Authentication);
        if (_hasLostItsWay)
        {
            throw RequestRefusedException.State("Message 'LogonMessage' cannot be handled by a session that was greeted twice.");
        }

        return FinishLogonAsync(credentials, cancellationToken);
    }

    private async ValueTask<bool> FinishLogonAsync(MapValue credentials, CancellationToken cancellationToken)
    {
        await LogOnAsync(credentials, cancellationToken).ConfigureAwait(false);
        _state = SessionState.Ready;
        List<(string, Value)> entries = [];
        AddWhere(entries, _user!.MustChange, "credentials_expired", Value.True);
        AddWhere(entries, _version.TellsHomeDatabase, "advertised_address", Value.Of(_served.AdvertisedAddress));
        _replies.Success([.. entries]);
        return true;
    }

    private bool Logoff(int fields)
    {
        StructureReader.Require(fields, 0);
        RequireState("LogoffMessage", SessionState.Ready);
        (_user, _graph) = (null, null);
        _state = SessionState.Authentication;
        _replies.Success();
        return true;
    }

    /// <exception cref="RequestRefusedException">Who it is was not proven; the connection is to be closed.</exception>
    private async ValueTask LogOnAsync(MapValue credentials, CancellationToken cancellationToken)
    {
        if (!_served.Options.RequireLogin)
        {
            Welcome(Anybody);
            return;
        }

        var scheme = credentials.GetOrNull("scheme");
        if (scheme.Kind != ValueKind.String)
        {
            throw Refusal("Unsupported authentication token, missing key `scheme`");
        }

        if (scheme.AsString() != "basic")
        {
            throw Refusal(scheme.AsString() == "none"
                ? "Unsupported authentication token, scheme 'none' is only allowed when auth is disabled."
                : $"Unsupported authentication token, scheme '{scheme.AsString()}' is not supported.");
        }

        if (credentials.GetOrNull("principal") is not { Kind: ValueKind.String } name || credentials.GetOrNull("credentials") is not { Kind: ValueKind.String } password)
        {
            throw Refusal("Unsupported authentication token, missing key `principal` or `credentials`");
        }

        var outcome = await _served.Users.LogOnAsync(name.AsString(), password.AsString(), cancellationToken).ConfigureAwait(false);
        if (outcome != LoginOutcome.Welcome || !_served.Users.TryFind(name.AsString(), out var user))
        {
            throw outcome == LoginOutcome.Locked
                ? new RequestRefusedException(StatusCodes.AuthenticationRateLimit, "The client has provided incorrect authentication details too many times in a row.") { Closes = true }
                : Refusal("The client is unauthorized due to authentication failure.");
        }

        Welcome(user);
    }

    private void Welcome(BoltUser user)
    {
        _user = user;
        _graph = _served.For(user.Role);
        _input.SetLimit(_served.Options.MaxMessageBytes);
        LoggedOn?.Invoke();
    }

    private static RequestRefusedException Refusal(string message) => new(StatusCodes.Unauthorized, message) { Closes = true };
}
