using System.Net.WebSockets;
using System.Threading.Tasks.Sources;
using CoEvolve.Graph.Bolt.Messages;

namespace CoEvolve.Graph.Bolt.Transport;

/// <summary>The messages of a connection, read ahead of those that are being worked on, so that a RESET or the end of the connection is seen while a query runs.</summary>
/// <remarks>
/// The next read is always under way before a message is handed over, with its continuation attached: a worker that computes without yielding does not
/// keep it from being noticed. Reading pauses while <see cref="MaxQueuedBytes"/> wait. There is one worker, which calls <see cref="NextAsync"/>.
/// </remarks>
internal sealed class MessageInput : IValueTaskSource<bool>
{
    private const int BufferSize = 16 * 1024;
    private const int MaxQueuedBytes = 1024 * 1024;

    private readonly Stream _stream;
    private readonly MessageAssembler _assembler;
    private readonly Lock _lock = new();
    private readonly Queue<Message> _queue = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly Action _completed;
    private readonly CancellationToken _stop;
    private ManualResetValueTaskSourceCore<bool> _arrival;
    private ValueTask<int> _reading;
    private long _queuedBytes;
    private int _resets;
    private int _lead;
    private bool _isBusy;
    private bool _isWaiting;
    private bool _isPaused = true;
    private bool _hasEnded;
    private MessageTooLargeException? _failure;

    public MessageInput(Stream stream, int limit, CancellationToken stop)
    {
        _stream = stream;
        _stop = stop;
        _assembler = new() { Limit = limit };
        _completed = Continue;
    }

    /// <summary>Called when a RESET has arrived, ahead of what waits.</summary>
    public Action? ResetArrived { get; set; }

    /// <summary>Called when the other side sends nothing more.</summary>
    public Action? Ended { get; set; }

    /// <summary>RESETs that have arrived and were not taken yet.</summary>
    public int WaitingResets => Volatile.Read(ref _resets);

    /// <summary>RESETs that came in one piece with the RUN that was taken last, when nothing else waited: its statement has begun before they are seen, as with Neo4j.</summary>
    public int ResetsBehind { get; private set; }

    /// <summary>Called by the worker when it has done its work on a message: whether no other one waits.</summary>
    public bool Rest()
    {
        lock (_lock)
        {
            return !(_isBusy = _queue.Count > 0);
        }
    }

    /// <summary>Whether a message has come in part only.</summary>
    public bool IsInsideMessage => _assembler.IsInside;

    /// <summary>The largest message that is taken from now on.</summary>
    public void SetLimit(int limit) => _assembler.Limit = limit;

    /// <summary>The next message; false when there is none any more.</summary>
    /// <exception cref="MessageTooLargeException">A message is larger than the limit; nothing more is read.</exception>
    public async ValueTask<(bool Some, Message Message)> NextAsync()
    {
        while (true)
        {
            ValueTask<bool> arrival = default;
            var resume = false;
            lock (_lock)
            {
                if (_queue.TryDequeue(out var message))
                {
                    _queuedBytes -= message.Length;
                    (ResetsBehind, _lead, _isBusy) = (_lead, 0, true);
                    if (message.Tag == MessageTag.Reset)
                    {
                        _resets--;
                    }

                    return (true, message);
                }

                if (_failure is not null)
                {
                    throw _failure;
                }

                if (_hasEnded)
                {
                    return (false, default);
                }

                _arrival.Reset();
                _isWaiting = true;
                arrival = new(this, _arrival.Version);
                (resume, _isPaused) = (_isPaused, false);
            }

            if (resume)
            {
                Read();
                Signal();
            }

            await arrival.ConfigureAwait(false);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _arrival.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _arrival.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _arrival.OnCompleted(continuation, state, token, flags);

    /// <summary>Starts a read; where it has its bytes at once, takes them and starts the next, until one is under way or reading pauses.</summary>
    private void Read()
    {
#pragma warning disable CA2012 // One read is under way at a time, and CountRead takes its result once.
        do
        {
            try
            {
                _reading = _stream.ReadAsync(_buffer, _stop);
            }
            catch (ObjectDisposedException)
            {
                _reading = ValueTask.FromResult(0);
            }

#pragma warning restore CA2012
            if (!_reading.IsCompleted)
            {
                _reading.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_completed);
                return;
            }
        }
        while (Take());
    }

    // The worker runs inside Signal, so that the next read must be under way by then.
    private void Continue()
    {
        if (Take())
        {
            Read();
        }

        Signal();
    }

    /// <summary>Puts what was read into the queue; false where reading pauses or ends.</summary>
    private bool Take()
    {
        var count = CountRead();
        var resets = 0;
        bool goOn;
        lock (_lock)
        {
            if (count > 0)
            {
                resets = Assemble(_buffer.AsSpan(0, count));
            }

            _hasEnded |= count == 0;
            goOn = !_hasEnded && _failure is null && _queuedBytes < MaxQueuedBytes;
            _isPaused = !goOn;
        }

        if (resets > 0)
        {
            ResetArrived?.Invoke();
        }

        if (count == 0)
        {
            Ended?.Invoke();
        }

        return goOn;
    }

    private int CountRead()
    {
        try
        {
            return _reading.GetAwaiter().GetResult();
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException or OperationCanceledException or WebSocketException)
        {
            return 0;
        }
    }

    private int Assemble(ReadOnlySpan<byte> bytes)
    {
        var before = _resets;
        var isIdle = !_isBusy && _queue.Count == 0;
        try
        {
            while (_assembler.TryTake(ref bytes, out var message))
            {
                _queue.Enqueue(message);
                _queuedBytes += message.Length;
                _resets += message.Tag == MessageTag.Reset ? 1 : 0;
            }
        }
        catch (MessageTooLargeException tooLarge)
        {
            _failure = tooLarge;
        }

        if (isIdle && _queue.TryPeek(out var first) && first.Tag == MessageTag.Run)
        {
            _lead = _resets - before;
        }

        return _resets - before;
    }

    private void Signal()
    {
        lock (_lock)
        {
            if (!_isWaiting || (_queue.Count == 0 && !_hasEnded && _failure is null))
            {
                return;
            }

            _isWaiting = false;
        }

        _arrival.SetResult(true);
    }
}
