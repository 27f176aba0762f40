using System.Net.Sockets;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Bolt.Transport;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>One connection to a server, in use by one at a time. Any failure of the line or the protocol breaks it for good.</summary>
internal sealed class ClientConnection : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private static readonly TimeSpan ResetTime = TimeSpan.FromSeconds(5);

    private readonly Stream _stream;
    private readonly MessageWriter _output;
    private readonly MessageAssembler _assembler = new() { Limit = int.MaxValue };
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly Neo4jGraphOptions _options;
    private readonly TimeProvider _clock;
    private ReadOnlyMemory<byte> _unread;
    private Task<int>? _reading;
    private int _awaited;

    public ClientConnection(Stream stream, ServerAddress address, BoltVersion version, Neo4jGraphOptions options, TimeProvider clock)
    {
        (_stream, Address, _options, _clock) = (stream, address, options, clock);
        _output = new(stream) { SendTime = options.ReceiveTime };
        Format = new(version) { TakesEntities = true };
        Created = LastUsed = clock.GetTimestamp();
    }

    public ServerAddress Address { get; }

    public ValueFormat Format { get; }

    public long Created { get; }

    public long LastUsed { get; set; }

    /// <summary>Whether nothing came that nobody asked for, nor the end of the line: what a server sends unasked would be taken for the next answer.</summary>
    public bool IsQuiet => TryTake() is null && !_assembler.IsInside && _awaited == 0
        && !(_reading is null && _stream is NetworkStream { Socket: var socket } && socket.Poll(0, SelectMode.SelectRead));

    public bool IsBroken { get; private set; }

    /// <summary>Whether the server has to be told to forget what came before: after a failure, or with requests unanswered.</summary>
    public bool NeedsReset { get; private set; }

    /// <summary>Adds a request to those that the next <see cref="SendAsync"/> sends. Each is answered by one SUCCESS, FAILURE or IGNORED, after records.</summary>
    public void Add(byte tag, params ReadOnlySpan<Value> fields)
    {
        _output.Begin(fields.Length, tag);
        foreach (var field in fields)
        {
            ValueWriter.Write(_output.Pack, Format, field);
        }

        _output.End();
        _awaited++;
    }

    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException)
        {
            throw Broken("was lost while a request was sent", lost);
        }
    }

    /// <summary>The map of the SUCCESS that answers a request which brings no rows.</summary>
    /// <exception cref="CypherException">The server refused.</exception>
    public async ValueTask<MapValue> ReceiveSuccessAsync(CancellationToken cancellationToken)
    {
        var (isRecord, map) = await ReceiveAsync(null, cancellationToken).ConfigureAwait(false);
        return isRecord ? throw Broken("sent a row where none was asked for") : map!;
    }

    /// <summary>The next answer: a row, which is put into <paramref name="row"/>, or the map of a SUCCESS.</summary>
    /// <exception cref="CypherException">The server refused.</exception>
    public async ValueTask<(bool IsRecord, MapValue? Success)> ReceiveAsync(Value[]? row, CancellationToken cancellationToken)
    {
        if (_awaited == 0)
        {
            throw new InvalidOperationException("Nothing was asked that could be answered.");
        }

        var message = await NextAsync(_options.ReceiveTime, cancellationToken).ConfigureAwait(false);
        try
        {
            return Understand(message.Span, row);
        }
        catch (PackFormatException wrong)
        {
            throw Broken($"sent what is no message: {wrong.Message}", wrong);
        }
        finally
        {
            message.Return();
        }
    }

    /// <summary>Brings the connection to where it was after logging on. False where that failed, and the connection is broken.</summary>
    public async ValueTask<bool> ResetAsync()
    {
        if (IsBroken)
        {
            return false;
        }

        try
        {
            Add(MessageTag.Reset);
            await SendAsync(CancellationToken.None).ConfigureAwait(false);
            var began = _clock.GetTimestamp();
            while (_awaited > 0)
            {
                var left = ResetTime - _clock.GetElapsedTime(began);
                var message = await NextAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
                Count(message.Tag);
                if (_awaited == 0 && message.Tag != MessageTag.Success)
                {
                    throw Broken("refused to be reset");
                }

                message.Return();
            }

            NeedsReset = false;
            return true;
        }
        catch (GraphUnavailableException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsBroken)
        {
            IsBroken = true;
            try
            {
                _output.Begin(0, MessageTag.Goodbye);
                _output.End();
                await _output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException)
            {
                // It is closed either way.
            }
        }

        await _stream.DisposeAsync().ConfigureAwait(false);
        _output.Dispose();
    }

    public GraphUnavailableException Broken(string what, Exception? inner = null)
    {
        IsBroken = true;
        return new($"{Address} {what}.", inner);
    }

    private (bool IsRecord, MapValue? Success) Understand(ReadOnlySpan<byte> message, Value[]? row)
    {
        var reader = new PackReader(message);
        var (fields, tag) = reader.ReadStructureHeader();
        StructureReader.Require(fields, tag == MessageTag.Ignored ? 0 : 1);
        if (tag == MessageTag.Record && row is not null)
        {
            ReadRow(ref reader, row);
            return (true, null);
        }

        var map = tag switch
        {
            MessageTag.Success or MessageTag.Failure => ValueReader.ReadMap(ref reader, Format),
            MessageTag.Ignored => MapValue.Empty,
            _ => throw new PackFormatException($"0x{tag:X2} is no answer to what was asked"),
        };
        RequireEnd(reader);
        Count(tag);
        NeedsReset |= tag != MessageTag.Success;
        return tag switch
        {
            MessageTag.Success => (false, map),
            MessageTag.Failure => throw ServerFailure.Of(map),
            _ => throw new CypherException("Neo.ClientError.Request.Invalid", "The server ignored the request, since one before it failed."),
        };
    }

    private void ReadRow(ref PackReader reader, Value[] row)
    {
        var count = reader.ReadListHeader();
        if (count != row.Length)
        {
            throw new PackFormatException($"a row of {count} values where there are {row.Length} columns");
        }

        for (var i = 0; i < row.Length; i++)
        {
            row[i] = ValueReader.Read(ref reader, Format);
        }

        RequireEnd(reader);
    }

    /// <summary>A message with something behind its end was not put together as the server meant it.</summary>
    private static void RequireEnd(in PackReader reader)
    {
        if (!reader.IsAtEnd)
        {
            throw new PackFormatException($"{reader.Remaining} bytes behind the end of an answer");
        }
    }

    private void Count(int tag)
    {
        if (tag != MessageTag.Record)
        {
            _awaited--;
            NeedsReset |= _awaited > 0 && tag == MessageTag.Failure;
        }
    }

    private async ValueTask<Message> NextAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (IsBroken)
        {
            throw new GraphUnavailableException($"{Address} was lost earlier.");
        }

        while (true)
        {
            if (TryTake() is { } message)
            {
                return message;
            }

            int count;
            try
            {
                count = await ReadAsync(time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException slow)
            {
                throw Broken($"said nothing for {time.TotalSeconds:0.#} s", slow);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                NeedsReset = true;
                throw;
            }
            catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException)
            {
                throw Broken("was lost", lost);
            }

            _unread = count > 0 ? _buffer.AsMemory(0, count) : throw Broken("closed the connection");
        }
    }

    // A read that nobody waits for any more stays under way, since a stream in TLS does not survive the end of one; the next wait takes it up again.
    private async ValueTask<int> ReadAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (_reading is null)
        {
#pragma warning disable CA2012 // It is awaited once, in one form or the other.
            var read = _stream.ReadAsync(_buffer, CancellationToken.None);
            if (read.IsCompleted)
            {
                return await read.ConfigureAwait(false);
            }

            _reading = read.AsTask();
#pragma warning restore CA2012
        }

        var count = await _reading.WaitAsync(time, _clock, cancellationToken).ConfigureAwait(false);
        _reading = null;
        return count;
    }

    private Message? TryTake()
    {
        var span = _unread.Span;
        var before = span.Length;
        var whole = _assembler.TryTake(ref span, out var message);
        _unread = _unread[(before - span.Length)..];
        return whole ? message : null;
    }
}
