using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CoEvolve.Graph.Storage.Log;

/// <summary>The log of a graph that is open: appends the records of transactions and brings them to the disk.</summary>
/// <remarks>
/// <para>Appending is for one thread at a time, and hands the record to the operating system. Bringing to the disk is for any number
/// of threads: one of them flushes for all whose records had been appended when it began, and the others wait for it. Those who came too late
/// are served by the next flush, which one of them makes. So many writers share a flush, and a single one never waits for company.</para>
/// <para>After a flush that failed nobody knows what is on the disk, and a second flush may claim success for pages that were dropped
/// (https://lwn.net/Articles/752063/): the log takes nothing more until the graph is opened anew.</para>
/// </remarks>
internal sealed class TransactionLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly Action<SafeFileHandle> _bringToDisk;
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
    private readonly byte[] _header = new byte[LogFormat.RecordHeaderSize];
    private readonly byte[] _checksum = new byte[LogFormat.ChecksumSize];
    private readonly RecordNames _names;
    private LogSegment _segment;
    private LogPosition _written;
    private long _durable;
    private TaskCompletionSource? _flush;
    private IOException? _failure;

    /// <param name="folder">Where the files are.</param>
    /// <param name="segment">The file to go on in.</param>
    /// <param name="last">The last transaction that was read; it counts as brought to the disk.</param>
    /// <param name="vocabulary">All names so far; they are in the snapshot or the log.</param>
    /// <param name="bringToDisk">Flushes a file.</param>
    public TransactionLog(string folder, LogSegment segment, LogPosition last, GraphVocabulary vocabulary, Action<SafeFileHandle> bringToDisk)
    {
        _folder = folder;
        _segment = segment;
        _written = last;
        _durable = last.Sequence;
        _names = new(vocabulary);
        _bringToDisk = bringToDisk;
    }

    /// <summary>Bytes of records in the current file.</summary>
    public long Size => _segment.End - LogFormat.SegmentHeaderSize;

    /// <summary>Throws where the log takes nothing more.</summary>
    public void RequireSound()
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                throw new GraphWriteFailedException(_folder, _failure);
            }
        }
    }

    /// <summary>Appends a transaction. It is not on the disk yet when this returns.</summary>
    /// <param name="before">The state on which the transaction was built.</param>
    /// <param name="changes">What it did.</param>
    /// <exception cref="IOException">The record could not be written, and nothing of it is left.</exception>
    public LogPosition Append(GraphState before, ChangeRecorder changes)
    {
        RequireSound();
        _parts.Clear();
        _parts.Add(_header);
        _names.AppendTo(_parts, before);
        changes.AppendTo(_parts);
        var length = _parts.Sum(static part => (long)part.Length) - _header.Length;
        LogFormat.WriteRecordHeader(_header, new(length, _written.Sequence + 1, Durable), _segment.End);
        var hash = new XxHash3((long)_written.Checksum);
        foreach (var part in _parts)
        {
            hash.Append(part.Span);
        }

        var position = new LogPosition(_written.Sequence + 1, hash.GetCurrentHashAsUInt64());
        BinaryPrimitives.WriteUInt64LittleEndian(_checksum, position.Checksum);
        _parts.Add(_checksum);
        Write(_header.Length + length + _checksum.Length);
        _names.WereWritten();
        lock (_gate)
        {
            _written = position;
        }

        return position;
    }

    /// <summary>Returns when a transaction that was appended is on the disk.</summary>
    /// <exception cref="GraphWriteFailedException">A flush failed.</exception>
    public async ValueTask BringToDiskAsync(long sequence)
    {
        while (true)
        {
            Task running;
            lock (_gate)
            {
                if (_durable >= sequence)
                {
                    return;
                }

                RequireSound();

                running = _flush?.Task ?? Task.CompletedTask;
                _flush ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (running.IsCompleted)
            {
                Flush();
            }
            else
            {
                await running.ConfigureAwait(false);
            }
        }
    }

    /// <summary>Returns when every transaction that has been appended by now is on the disk.</summary>
    /// <exception cref="GraphWriteFailedException">A flush failed.</exception>
    public ValueTask BringAllToDiskAsync()
    {
        long written;
        lock (_gate)
        {
            written = _written.Sequence;
        }

        return BringToDiskAsync(written);
    }

    /// <summary>Waits until no flush is running, and keeps others from beginning until <see cref="EndFlush"/>.</summary>
    public async ValueTask HoldFlushesAsync()
    {
        while (true)
        {
            Task running;
            lock (_gate)
            {
                RequireSound();
                if (_flush is null)
                {
                    _flush = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    return;
                }

                running = _flush.Task;
            }

            await running.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the own flush, or the holding, and wakes who waits.</summary>
    public void EndFlush()
    {
        TaskCompletionSource? ended;
        lock (_gate)
        {
            ended = _flush;
            _flush = null;
        }

        ended?.SetResult();
    }

    /// <summary>Goes on in a new file, where the current one has records. Only for who may append and holds flushes.</summary>
    public void StartSegment(string path)
    {
        if (_written.Sequence < _segment.FirstSequence)
        {
            return;
        }

        FlushNow();
        RequireSound();
        var started = false;
        try
        {
            var next = LogSegment.Create(path, _written, _bringToDisk);
            _segment.Dispose();
            _segment = next;
            started = true;
        }
        finally
        {
            if (!started)
            {
                Remove(path);
            }
        }
    }

    public void Dispose() => _segment.Dispose();

    private long Durable
    {
        get
        {
            lock (_gate)
            {
                return _durable;
            }
        }
    }

    private void Write(long count)
    {
        var complete = false;
        try
        {
            _segment.Append(_parts, count);
            complete = true;
        }
        finally
        {
            _parts.Clear();
            if (!complete)
            {
                TakeBack();
            }
        }
    }

    private void TakeBack()
    {
        try
        {
            _segment.CutToEnd();
        }
        catch (IOException failure)
        {
            Fail(failure);
        }
    }

    /// <summary>Removes a file that could not be begun. Were it to stay while the current one grows, the two would contradict each other.</summary>
    private void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException failure)
        {
            Fail(failure);
        }
    }

    private void Flush()
    {
        try
        {
            FlushNow();
        }
        finally
        {
            EndFlush();
        }
    }

    private void FlushNow()
    {
        long written;
        lock (_gate)
        {
            written = _written.Sequence;
        }

        try
        {
            _bringToDisk(_segment.File);
            lock (_gate)
            {
                _durable = written;
            }
        }
        catch (IOException failure)
        {
            Fail(failure);
        }
    }

    private void Fail(IOException failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
        }
    }
}
