using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Makes connections: line, TLS, handshake, login.</summary>
internal sealed class Connector(Neo4jGraphOptions options, TimeProvider clock)
{
    /// <summary>5.6 to 5.8, 5.0 to 5.4, 4.4; the fourth offer is empty.</summary>
    private static readonly byte[] Handshake =
    [
        0x60, 0x60, 0xB0, 0x17,
        0x00, 0x02, 0x08, 0x05,
        0x00, 0x04, 0x04, 0x05,
        0x00, 0x00, 0x04, 0x04,
        0x00, 0x00, 0x00, 0x00,
    ];

    /// <exception cref="GraphUnavailableException">The server was not reached, or does not speak the protocol.</exception>
    /// <exception cref="CypherException">The server refused the login.</exception>
    public async ValueTask<ClientConnection> ConnectAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), limit, options.ConnectTime, Timeout.InfiniteTimeSpan);
        Stream? stream = null;
        ClientConnection? connection = null;
        var done = false;
        try
        {
            stream = await OpenAsync(address, limit.Token).ConfigureAwait(false);
            connection = new(stream, address, await AgreeAsync(stream, address, limit.Token).ConfigureAwait(false), options, clock);
            await LogOnAsync(connection, limit.Token).ConfigureAwait(false);
            done = true;
            return connection;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GraphUnavailableException($"{address} did not let the client in within {options.ConnectTime.TotalSeconds:0.#} s.");
        }
        catch (AuthenticationException untrusted)
        {
            throw new GraphUnavailableException($"{address} could not be reached in TLS: {untrusted.Message}", untrusted);
        }
        catch (Exception lost) when (lost is SocketException or IOException and not GraphUnavailableException)
        {
            throw new GraphUnavailableException($"{address} could not be reached: {lost.Message}", lost);
        }
        finally
        {
            if (!done)
            {
                await CloseAsync((IAsyncDisposable?)connection ?? stream).ConfigureAwait(false);
            }
        }
    }

    private static ValueTask CloseAsync(IAsyncDisposable? opened) => opened?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask<Stream> OpenAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        Stream stream = new NetworkStream(await ReachAsync(address, cancellationToken).ConfigureAwait(false), ownsSocket: true);
        if (!options.IsEncrypted)
        {
            return stream;
        }

        try
        {
            return await EncryptAsync(stream, address, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Tries the addresses that the host has, in the order in which they are told.</summary>
    private static async ValueTask<Socket> ReachAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        var refused = new SocketException((int)SocketError.HostNotFound);
        foreach (var one in await Dns.GetHostAddressesAsync(address.Host, cancellationToken).ConfigureAwait(false))
        {
            var socket = new Socket(one.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            var reached = false;
            try
            {
                await socket.ConnectAsync(one, address.Port, cancellationToken).ConfigureAwait(false);

                // Where nobody listens on a port from which connections are made, TCP may connect a socket to itself.
                reached = !Equals(socket.LocalEndPoint, socket.RemoteEndPoint);
                refused = new SocketException((int)SocketError.ConnectionRefused);
                if (reached)
                {
                    return socket;
                }
            }
            catch (SocketException failure)
            {
                refused = failure;
            }
            finally
            {
                if (!reached)
                {
                    socket.Dispose();
                }
            }
        }

        throw refused;
    }

    private async ValueTask<SslStream> EncryptAsync(Stream stream, ServerAddress address, CancellationToken cancellationToken)
    {
#pragma warning disable CA5359 // "+ssc" is the user's word that any certificate will do: it keeps listeners out, not impostors.
        var encrypted = options.ChecksCertificate ? new SslStream(stream) : new SslStream(stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host }, cancellationToken).ConfigureAwait(false);
        return encrypted;
    }

    private static async ValueTask<BoltVersion> AgreeAsync(Stream stream, ServerAddress address, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Handshake, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        var answer = new byte[sizeof(uint)];
        await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
        var version = new BoltVersion(answer[3], answer[2]);
        return BinaryPrimitives.ReadUInt32BigEndian(answer) switch
        {
            0 => throw new GraphUnavailableException($"{address} speaks no version of Bolt that this client speaks: 4.4, or 5.0 to 5.8."),
            0x48545450 => throw new GraphUnavailableException($"{address} answers in HTTP: the port of Bolt is another one, mostly 7687."),
            _ when answer[0] == 0 && answer[1] == 0 && version.IsServed && version >= new BoltVersion(4, 4) => version,
            _ => throw new GraphUnavailableException($"{address} answered with a version that it was not offered: it is no Neo4j."),
        };
    }

    private async ValueTask LogOnAsync(ClientConnection connection, CancellationToken cancellationToken)
    {
        var version = connection.Format.Version;
        var hello = new List<KeyValuePair<string, Value>> { new("user_agent", Value.Of(options.UserAgent)) };
        if (version.NeedsBoltAgent)
        {
            hello.Add(new("bolt_agent", Value.Of(MapValue.From([new("product", Value.Of(options.UserAgent))]))));
        }

        if (version.HasUtcPatch)
        {
            hello.Add(new("patch_bolt", Value.Of(Value.Of("utc"))));
        }

        if (options.IsRouted)
        {
            hello.Add(new("routing", Value.Of(Router.Context(connection.Address))));
        }

        connection.Add(MessageTag.Hello, Value.Of(MapValue.From(version.HasLogon ? hello : [.. hello, .. Token()])));
        if (version.HasLogon)
        {
            connection.Add(MessageTag.Logon, Value.Of(MapValue.From(Token())));
        }

        await connection.SendAsync(cancellationToken).ConfigureAwait(false);
        var answer = await connection.ReceiveSuccessAsync(cancellationToken).ConfigureAwait(false);
        connection.Format.UsesUtc |= answer.GetOrNull("patch_bolt") is { Kind: ValueKind.List } patches && patches.AsList().Contains(Value.Of("utc"));
        if (version.HasLogon)
        {
            await connection.ReceiveSuccessAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private List<KeyValuePair<string, Value>> Token()
    {
        var token = new List<KeyValuePair<string, Value>> { new("scheme", Value.Of(options.Credentials.Scheme)) };
        if (options.Credentials.Principal is { } principal)
        {
            token.Add(new("principal", Value.Of(principal)));
        }

        if (options.Credentials.Secret is { } secret)
        {
            token.Add(new("credentials", Value.Of(secret)));
        }

        return token;
    }
}
