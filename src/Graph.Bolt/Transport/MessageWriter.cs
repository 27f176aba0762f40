using System.Buffers.Binary;
using CoEvolve.Graph.Bolt.PackStream;

namespace CoEvolve.Graph.Bolt.Transport;

/// <summary>Collects messages, each in chunks of at most 65,535 bytes with their size before them and two zero bytes at the end, and sends them.</summary>
internal sealed class MessageWriter(Stream stream) : IDisposable
{
    private const int MaxChunk = ushort.MaxValue;
    private const int HeaderSize = sizeof(ushort);

    private static readonly byte[] KeepAlive = [0, 0];

    private readonly SemaphoreSlim _sending = new(1, 1);
    /// <summary>Told when another thread has sent what was lent to it.</summary>
    private readonly SemaphoreSlim _lentSent = new(0);
    private int _isLent;
    private int _start;

    public PackWriter Pack { get; } = new();

    /// <summary>How long the other side may leave what is sent to it unread.</summary>
    public TimeSpan SendTime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Bytes that wait to be sent.</summary>
    public int Waiting => Pack.Length;

    public void Begin(int fields, byte tag)
    {
        _start = Pack.Length;
        Pack.Append(HeaderSize);
        Pack.WriteStructureHeader(fields, tag);
    }

    /// <summary>Takes back the message that was begun.</summary>
    public void Cancel() => Pack.Truncate(_start);

    public void End()
    {
        var size = Pack.Length - _start - HeaderSize;
        if (size > MaxChunk)
        {
            Split(size);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(Pack.Span[_start..], (ushort)size);
        }

        Pack.Append(HeaderSize).Clear();
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (Pack.Length == 0)
        {
            return;
        }

        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Nearly all writes are done at once: only for one that is not is a timer worth its cost.
#pragma warning disable CA2012 // It is awaited once, in one form or the other.
            var write = stream.WriteAsync(Pack.Written, cancellationToken);
            await (write.IsCompleted ? write : WaitAsync(write.AsTask(), cancellationToken)).ConfigureAwait(false);
#pragma warning restore CA2012
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }

        Pack.Clear();
    }

    private async ValueTask WaitAsync(Task write, CancellationToken cancellationToken)
    {
        try
        {
            await write.WaitAsync(SendTime, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new IOException("What was sent was not read in time.");
        }
    }

    /// <summary>
    /// Lets another thread send what waits, should the owner's next piece of work take long. Until <see cref="TakeBackAsync"/> the owner writes nothing.
    /// </summary>
    public void Lend() => Volatile.Write(ref _isLent, 1);

    /// <summary>Makes the writer the owner's again, once what another thread is sending has gone out.</summary>
    public ValueTask TakeBackAsync() => Interlocked.Exchange(ref _isLent, 0) == 1 ? ValueTask.CompletedTask : new(_lentSent.WaitAsync());

    /// <summary>Sends what waits, where it is lent. Any thread may call it.</summary>
    public async ValueTask SendLentAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _isLent) == 0 || Interlocked.Exchange(ref _isLent, 0) == 0)
        {
            return;
        }

        try
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lentSent.Release();
        }
    }

    /// <summary>Sends an empty chunk, which says that the server is alive, unless something is being sent anyway. Any thread may call it.</summary>
    public ValueTask KeepAliveAsync(CancellationToken cancellationToken) => SendAloneAsync(KeepAlive, cancellationToken);

    /// <summary>Sends whole messages past those that wait, unless something is being sent anyway. Any thread may call it.</summary>
    public async ValueTask SendAloneAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!await _sending.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose()
    {
        _sending.Dispose();
        _lentSent.Dispose();
    }

    // Makes room for the sizes of the further chunks, from the last to the first, so that no byte is overwritten before it has moved.
    private void Split(int size)
    {
        var chunks = (size + MaxChunk - 1) / MaxChunk;
        Pack.Append((chunks - 1) * HeaderSize);
        var all = Pack.Span[_start..];
        for (var i = chunks - 1; i >= 0; i--)
        {
            var length = Math.Min(MaxChunk, size - (i * MaxChunk));
            var from = HeaderSize + (i * MaxChunk);
            var to = from + (i * HeaderSize);
            all.Slice(from, length).CopyTo(all[to..]);
            BinaryPrimitives.WriteUInt16BigEndian(all[(to - HeaderSize)..], (ushort)length);
        }
    }
}
