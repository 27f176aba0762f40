using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Bolt.Transport;
using CoEvolve.Graph.Transactions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Where a session stands.</summary>
internal enum SessionState
{
    Negotiation,
    Authentication,
    Ready,
    AutoCommit,
    InTransaction,
    Failed,
}

/// <summary>One client's conversation: carries out requests in the order in which they come, and answers each.</summary>
internal sealed partial class Session : IAsyncDisposable
{
    /// <summary>How the message begins that answers a TELEMETRY of something unheard of.</summary>
    public const string UnknownApi = "Unknown driver interface type";

    /// <summary>Answers are sent when so many bytes wait, and when no request waits any more.</summary>
    private const int FlushSize = 32 * 1024;

    private readonly ServedGraph _served;
    private readonly MessageInput _input;
    private readonly MessageWriter _output;
    private readonly ValueFormat _format;
    private readonly Replies _replies;
    private readonly bool _byManifest;
    private readonly string _address;
    private readonly BoltVersion _version;
    private volatile Work? _work;
    private SessionState _state = SessionState.Negotiation;
    private BoltUser? _user;
    private ICalledGraph? _graph;
    private NotificationFilter? _notifications;

    public Session(ServedGraph served, MessageInput input, MessageWriter output, BoltVersion version, bool byManifest, string address)
    {
        (_served, _input, _output, _version, _byManifest, _address) = (served, input, output, version, byManifest, address);
        _format = new(version);
        _replies = new(output, _format);
        Id = served.NextConnectionId();
        input.ResetArrived = () => _work?.Stop(StopReason.Reset);
        input.Ended = () => _work?.Stop(StopReason.Closed);
    }

    public string Id { get; }

    public bool IsInTransaction => _state == SessionState.InTransaction;

    public bool IsLoggedOn => _user is not null;

    /// <summary>Whether a request is being worked on.</summary>
    public bool IsWorking { get; private set; }

    public string? UserName => _user?.Name;

    /// <summary>Called when somebody has logged on.</summary>
    public Action? LoggedOn { get; init; }

    /// <summary>Called with what should never have been thrown.</summary>
    public Action<Exception>? Defect { get; init; }

    /// <summary>Answers requests until the conversation ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_input.Rest() || _output.Waiting > FlushSize)
            {
                await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            bool goesOn;
            try
            {
                var (some, message) = await NextAsync().ConfigureAwait(false);
                if (!some)
                {
                    return;
                }

                IsWorking = true;
                goesOn = await AnswerAsync(message, cancellationToken).ConfigureAwait(false);
                message.Return();
            }
            catch (MessageTooLargeException tooLarge)
            {
                _replies.Failure(StatusCodes.RequestInvalid, tooLarge.Message);
                goesOn = false;
            }

            IsWorking = false;
            if (!goesOn)
            {
                await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
        }
    }

    /// <summary>Stops what runs.</summary>
    public void Stop(StopReason reason) => _work?.Stop(reason);

    public ValueTask DisposeAsync() => EndTransactionAsync();

    /// <summary>The next message. Where the time of a transaction ends while its client says nothing, it is rolled back meanwhile, so that it holds up nobody; the client is told with its next request.</summary>
    private async ValueTask<(bool Some, Message Message)> NextAsync()
    {
        var arriving = _input.NextAsync();
        if (arriving.IsCompleted || _work is not { CanTimeOut: true } work)
        {
            return await arriving.ConfigureAwait(false);
        }

        var arrival = arriving.AsTask();
        if (await work.TimesOutBeforeAsync(arrival).ConfigureAwait(false))
        {
            await GiveUpTransactionAsync().ConfigureAwait(false);
        }

        return await arrival.ConfigureAwait(false);
    }

    private async ValueTask<bool> AnswerAsync(Message message, CancellationToken cancellationToken)
    {
        try
        {
            return await CarryOutAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (PackFormatException wrong)
        {
            if (wrong.IsTruncated)
            {
                return false;
            }

            var isSize = wrong.Message.StartsWith("Illegal struct size", StringComparison.Ordinal);
            _replies.Failure(isSize ? StatusCodes.RequestInvalidFormat : StatusCodes.RequestInvalid, isSize ? wrong.Message : $"Illegal value for field \"params\": {wrong.Message}");
            return true;
        }
        catch (RequestRefusedException refused)
        {
            if (refused.Fails)
            {
                await FailAsync(refused.Code, refused.Message, null).ConfigureAwait(false);
            }
            else
            {
                _replies.Failure(refused.Code, refused.Message);
            }

            return !refused.Closes;
        }
        catch (CypherException failure)
        {
            await FailAsync(failure.Code, failure.Message, failure.Position, failure.GqlStatus).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (_work is { Reason: not StopReason.None } work)
        {
            return await TellStopAsync(work.Reason).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or GraphWriteFailedException && failure.InnerException is not System.Net.Sockets.SocketException)
        {
            await FailAsync(StatusCodes.CommitFailed, failure.Message, null).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // The boundary of a request: one that meets a defect fails by itself, and the client is told no more than that.
        catch (Exception defect) when (defect is not (IOException or System.Net.WebSockets.WebSocketException or ObjectDisposedException or OperationCanceledException))
#pragma warning restore CA1031
        {
            Defect?.Invoke(defect);
            await FailAsync(StatusCodes.UnknownError, "The server met an unexpected failure, which its log tells.", null).ConfigureAwait(false);
            return true;
        }
    }

    private async ValueTask<bool> TellStopAsync(StopReason reason)
    {
        switch (reason)
        {
            case StopReason.Closed:
                return false;
            case StopReason.ServerStops:
                await FailAsync(StatusCodes.DatabaseUnavailable, "The transaction has been terminated: the server is being stopped.", null).ConfigureAwait(false);
                _replies.Success();
                return false;
            case StopReason.TimedOut:
                await FailAsync(StatusCodes.TimedOut, "The transaction has been terminated. It ran longer than the timeout that the client gave it.", null).ConfigureAwait(false);
                return true;
            default:
                await FailAsync(StatusCodes.Terminated, "The transaction has been terminated. The client asked for a reset.", null).ConfigureAwait(false);
                return true;
        }
    }

    private ValueTask<bool> CarryOutAsync(Message message, CancellationToken cancellationToken)
    {
        var reader = new PackReader(message.Span);
        if (reader.Peek() != PackKind.Structure)
        {
            throw RequestRefusedException.Value($"Unexpected type: Expected STRUCT but got {reader.Peek()}");
        }

        var (fields, tag) = reader.ReadStructureHeader();
        if (tag == MessageTag.Goodbye)
        {
            return _state == SessionState.InTransaction ? TellRollbackAsync() : new(false);
        }

        if (!IsKnown(tag))
        {
            return new(false);
        }

        if (tag == MessageTag.Reset)
        {
            return ResetAsync();
        }

        if (_input.WaitingResets > _input.ResetsBehind && _state > SessionState.Authentication)
        {
            return new(PassOver(tag));
        }

        if (_state == SessionState.Failed)
        {
            return new(PassOver(tag));
        }

        return tag switch
        {
            MessageTag.Hello => HelloAsync(ref reader, fields, cancellationToken),
            MessageTag.Logon => LogonAsync(ref reader, fields, cancellationToken),
            MessageTag.Logoff => new(Logoff(fields)),
            MessageTag.Run => RunAsync(ref reader, fields),
            MessageTag.Begin => BeginAsync(ref reader, fields),
            MessageTag.Pull => FetchAsync(ref reader, fields, "PullMessage", discard: false, cancellationToken),
            MessageTag.Discard => FetchAsync(ref reader, fields, "DiscardMessage", discard: true, cancellationToken),
            MessageTag.Commit => CommitAsync(fields),
            MessageTag.Rollback => RollbackAsync(fields),
            MessageTag.Route => new(Route(ref reader, fields)),
            _ => new(Telemetry(ref reader, fields)),
        };
    }

    /// <summary>Who leaves in a transaction is told that it was rolled back, as by Neo4j.</summary>
    private async ValueTask<bool> TellRollbackAsync()
    {
        await EndTransactionAsync().ConfigureAwait(false);
        _replies.Success();
        return false;
    }

    private bool IsKnown(byte tag) => tag switch
    {
        MessageTag.Hello or MessageTag.Reset or MessageTag.Run or MessageTag.Begin or MessageTag.Commit or MessageTag.Rollback
            or MessageTag.Pull or MessageTag.Discard => true,
        MessageTag.Logon or MessageTag.Logoff => _version.HasLogon,
        MessageTag.Route => _version.HasRoute,
        MessageTag.Telemetry => _version.HasTelemetry,
        _ => false,
    };

    /// <summary>What a request gets that a failure or a RESET stands in the way of.</summary>
    private bool PassOver(byte tag)
    {
        if (tag is MessageTag.Begin or MessageTag.Hello or MessageTag.Logon or MessageTag.Logoff)
        {
            throw RequestRefusedException.State($"Message '{Name(tag)}' cannot be handled by a session in the {NameOf(_state)} state.");
        }

        _replies.Ignored();
        return true;
    }

    private async ValueTask<bool> ResetAsync()
    {
        RequireState("ResetMessage", SessionState.Ready, SessionState.AutoCommit, SessionState.InTransaction, SessionState.Failed);
        await EndTransactionAsync().ConfigureAwait(false);
        _state = SessionState.Ready;
        if (_input.WaitingResets > 0)
        {
            _replies.Ignored();
        }
        else
        {
            _replies.Success();
        }

        return true;
    }

    /// <summary>Tells a failure, after which all is ignored until the client resets the session. The transaction is gone.</summary>
    private async ValueTask FailAsync(string code, string message, SourcePosition? position, string? gqlStatus = null)
    {
        await EndTransactionAsync().ConfigureAwait(false);
        _replies.Failure(code, message, position, gqlStatus);
        _state = SessionState.Failed;
    }

    private void RequireState(string message, params ReadOnlySpan<SessionState> allowed)
    {
        if (!allowed.Contains(_state))
        {
            throw RequestRefusedException.State($"Message of type {message} cannot be handled by a session in the {NameOf(_state)} state.");
        }
    }

    private static string Name(byte tag) => tag switch
    {
        MessageTag.Begin => "BeginMessage",
        MessageTag.Hello => "HelloMessage",
        MessageTag.Logon => "LogonMessage",
        _ => "LogoffMessage",
    };

    private static string NameOf(SessionState state) => state switch
    {
        SessionState.Negotiation => "NEGOTIATION",
        SessionState.Authentication => "AUTHENTICATION",
        SessionState.Ready => "READY",
        SessionState.AutoCommit => "AUTO_COMMIT",
        SessionState.InTransaction => "IN_TRANSACTION",
        _ => "FAILED",
    };

    private bool Route(ref PackReader reader, int fields)
    {
        StructureReader.Require(fields, 3);
        var context = ValueReader.ReadMap(ref reader, _format);
        ValueReader.Read(ref reader, _format); // bookmarks: what they stand for has no bearing on one server
        if (_version.HasRouteMap && reader.Peek() != PackKind.Map)
        {
            throw RequestRefusedException.Value($"Unexpected type: Expected MAP but got {reader.Peek()}");
        }

        var extra = _version.HasRouteMap ? ValueReader.ReadMap(ref reader, _format) : MapValue.From([new("db", ValueReader.Read(ref reader, _format))]);
        RequireState("RouteMessage", SessionState.Ready);
        if (RequestFields.Text(extra, "imp_user") is not null)
        {
            throw new RequestRefusedException("Neo.ClientError.Statement.ArgumentError", "Impersonation is not supported in community edition.") { Fails = true };
        }

        var database = RequestFields.Text(extra, "db");
        if (database is not null && !IsServed(database))
        {
            throw new RequestRefusedException(StatusCodes.DatabaseNotFound, $"Unable to get a routing table for database '{database}' because this database does not exist") { Fails = true };
        }

        _replies.Success(("rt", RoutingTable.Of(RequestFields.Text(context, "address") ?? _served.AdvertisedAddress, _version.HasRouteMap ? database ?? ServedGraph.DatabaseName : null)));
        return true;
    }

    private bool Telemetry(ref PackReader reader, int fields)
    {
        StructureReader.Require(fields, 1);
        var api = reader.ReadInteger();
        RequireState("TelemetryMessage", SessionState.Ready);
        if (api is < 0 or > 3)
        {
            throw new RequestRefusedException(StatusCodes.UnknownError, $"{UnknownApi} {api}");
        }

        _replies.Success();
        return true;
    }

    private static bool IsServed(string database) => database.Equals(ServedGraph.DatabaseName, StringComparison.OrdinalIgnoreCase)
        || database.Equals(ServedGraph.SystemDatabaseName, StringComparison.OrdinalIgnoreCase);
}
