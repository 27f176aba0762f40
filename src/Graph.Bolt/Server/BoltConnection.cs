using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using CoEvolve.Graph.Bolt.Transport;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>One connection, from its first byte to its end: finds out what it speaks, and cuts it off where it takes too long.</summary>
internal sealed class BoltConnection(Socket socket, ServedGraph served, Action<Exception> defect) : IDisposable
{
    private const int MaxMessageBeforeLogin = 8192;
    private const byte FirstOfTls = 0x16;
    private const byte FirstOfBolt = 0x60;
    private const byte FirstOfHttp = (byte)'G';

    /// <summary>A SUCCESS with an empty map, in its chunk.</summary>
    private static readonly byte[] RolledBack = [0, 3, 0xB1, 0x70, 0xA0, 0, 0];

    private readonly CancellationTokenSource _cut = new();
    private readonly long _connected = served.Clock.GetTimestamp();
    private volatile Session? _session;
    private volatile MessageWriter? _output;
    private volatile MessageInput? _input;
    private volatile bool _isLoggedOn;
    private int _isCut;
    private long _quietSince = served.Clock.GetTimestamp();
    private long _keptAlive = served.Clock.GetTimestamp();
    private bool _wasWorking;
    private bool _wasInside;

    public async Task RunAsync()
    {
        try
        {
            socket.NoDelay = true;
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await SpeakAsync(stream, _cut.Token).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException or WebSocketException)
        {
            // The client is gone, was cut off, or speaks something else: nobody is there to be told.
        }
#pragma warning disable CA1031 // The boundary of a connection: a defect ends this one, is logged, and leaves the others alone.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            defect(failure);
        }
    }

    /// <summary>Ends what is overdue, sends what waits behind a query that takes long, and tells its client that the server lives. Called every so often.</summary>
    public void Check()
    {
        var options = served.Options;
        if (!_isLoggedOn)
        {
            CutAfter(_connected, options.LoginTime);
            return;
        }

        var (working, inside) = (_session?.IsWorking == true, _input?.IsInsideMessage == true);
        if (working != _wasWorking || inside != _wasInside)
        {
            (_wasWorking, _wasInside) = (working, inside);
            _quietSince = _keptAlive = served.Clock.GetTimestamp();
        }

        if (inside)
        {
            CutAfter(_quietSince, options.MessageTime);
        }
        else if (!working)
        {
            CutAfter(_quietSince, options.IdleTime);
        }
        else if (served.Clock.GetElapsedTime(_keptAlive) >= options.KeepAliveInterval)
        {
            _keptAlive = served.Clock.GetTimestamp();
            _ = SendAsync(_output!.KeepAliveAsync(_cut.Token));
        }
        else
        {
            _ = SendAsync(_output!.SendLentAsync(_cut.Token));
        }
    }

    /// <summary>Lets a running query be told of the end, and closes.</summary>
    public void Stop()
    {
        if (_session is { IsWorking: true } session)
        {
            session.Stop(StopReason.ServerStops);
        }
        else if (_session is { IsInTransaction: true })
        {
            _ = SendAsync(TellRollbackAsync());
        }
        else
        {
            Cut();
        }
    }

    public void Cut()
    {
        if (Interlocked.Exchange(ref _isCut, 1) == 0)
        {
            _session?.Stop(StopReason.Closed);
            try
            {
                _cut.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended by itself at this moment.
            }

            socket.Dispose();
        }
    }

    public void Dispose() => _cut.Dispose();

    /// <summary>As Neo4j does, which sends the answer to the rollback that nobody asked for.</summary>
    private async ValueTask TellRollbackAsync()
    {
        await _output!.SendAloneAsync(RolledBack, _cut.Token).ConfigureAwait(false);
        Cut();
    }

    private async Task SendAsync(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException or OperationCanceledException or WebSocketException)
        {
            Cut();
        }
    }

    private void CutAfter(long since, TimeSpan time)
    {
        if (served.Clock.GetElapsedTime(since) >= time)
        {
            Cut();
        }
    }

    private async Task SpeakAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var first = await PeekAsync(cancellationToken).ConfigureAwait(false);
        if (first == FirstOfTls && served.Options.Certificate is { } certificate)
        {
            var encrypted = new SslStream(stream);
            await using (encrypted.ConfigureAwait(false))
            {
                await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellationToken).ConfigureAwait(false);
                var inside = new byte[1];
                await encrypted.ReadExactlyAsync(inside, cancellationToken).ConfigureAwait(false);
                await SpeakAsync(new PrefixedStream(inside[0], encrypted), inside[0], cancellationToken).ConfigureAwait(false);
            }
        }
        else if (served.Options.Certificate is null || served.Options.AllowPlainText || IsFromHere())
        {
            await SpeakAsync(stream, first, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsFromHere() => socket.RemoteEndPoint is IPEndPoint { Address: var address }
        && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private async Task SpeakAsync(Stream stream, byte first, CancellationToken cancellationToken)
    {
        if (first == FirstOfBolt)
        {
            await ConverseAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        else if (first == FirstOfHttp && await HttpStart.AnswerAsync(stream, Discovery.Of(served.AdvertisedAddress), cancellationToken).ConfigureAwait(false) is { } socketStream)
        {
            await using (socketStream.ConfigureAwait(false))
            {
                await ConverseAsync(socketStream, cancellationToken).ConfigureAwait(false);
                await socketStream.CloseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ConverseAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (await Handshake.AgreeAsync(stream, cancellationToken).ConfigureAwait(false) is not var (version, byManifest))
        {
            return;
        }

        using var output = new MessageWriter(stream) { SendTime = served.Options.WriteTime };
        var input = new MessageInput(stream, MaxMessageBeforeLogin, cancellationToken);
        var session = new Session(served, input, output, version, byManifest, socket.RemoteEndPoint?.ToString() ?? "") { LoggedOn = () => _isLoggedOn = true, Defect = defect };
        await using (session.ConfigureAwait(false))
        {
            (_session, _output, _input) = (session, output, input);
            await session.RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<byte> PeekAsync(CancellationToken cancellationToken)
    {
        var first = new byte[1];
        var count = await socket.ReceiveAsync(first, SocketFlags.Peek, cancellationToken).ConfigureAwait(false);
        return count == 1 ? first[0] : throw new EndOfStreamException();
    }
}
