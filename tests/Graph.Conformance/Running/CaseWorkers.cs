using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace CoEvolve.Graph.Conformance.Running;

/// <summary>
/// Runs cases on a few threads. Outcomes stand in the order of the cases. A case that throws fails alone; one that runs too long is
/// cancelled, and when it does not heed that, its thread is left behind and another takes its place.
/// </summary>
internal sealed class CaseWorkers(int workers, TimeSpan limit)
{
    /// <summary>What a cancelled case gets to come to its end before its thread is given up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(25);

    public IReadOnlyList<CaseOutcome> Run(IReadOnlyList<ConformanceCase> cases)
    {
        var work = new Work(cases, limit);
        var threads = Enumerable.Range(0, workers).Select(_ => Worker.Start(work)).ToList();
        while (!work.WaitForEnd(LookInterval))
        {
            foreach (var worker in threads.Where(worker => worker.Elapsed > limit + Grace).ToList())
            {
                worker.Abandon($"does not end within {limit.TotalSeconds:0.#} s and does not heed cancellation");
                threads.Remove(worker);
                threads.Add(Worker.Start(work));
            }
        }

        return work.Outcomes!;
    }

    /// <summary>The cases, and the outcomes so far. The first outcome of a case stays.</summary>
    private sealed class Work(IReadOnlyList<ConformanceCase> cases, TimeSpan limit)
    {
        private readonly TaskCompletionSource _end = new();
        private int _next = -1;
        private int _unfinished = cases.Count;

        public CaseOutcome?[] Outcomes { get; } = new CaseOutcome?[cases.Count];

        public bool WaitForEnd(TimeSpan patience) => cases.Count == 0 || _end.Task.Wait(patience);

        public TimeSpan Limit => limit;

        public ConformanceCase this[int index] => cases[index];

        public bool TryTake(out int index)
        {
            index = Interlocked.Increment(ref _next);
            return index < cases.Count;
        }

        public void Finish(int index, CaseOutcome outcome)
        {
            if (Interlocked.CompareExchange(ref Outcomes[index], outcome, null) is null && Interlocked.Decrement(ref _unfinished) == 0)
            {
                _end.SetResult();
            }
        }
    }

    private sealed class Worker
    {
        private readonly Work _work;
        private readonly Lock _gate = new();
        private int _current = -1;
        private long _startedAt;
        private bool _abandoned;

        private Worker(Work work) => _work = work;

        /// <summary>How long the case at hand has been running.</summary>
        public TimeSpan Elapsed
        {
            get
            {
                lock (_gate)
                {
                    return _current < 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_startedAt);
                }
            }
        }

        public static Worker Start(Work work)
        {
            var worker = new Worker(work);
            new Thread(worker.Loop) { IsBackground = true, Name = "conformance" }.Start();
            return worker;
        }

        public void Abandon(string reason)
        {
            lock (_gate)
            {
                _abandoned = true;
                if (_current >= 0)
                {
                    _work.Finish(_current, CaseOutcome.Failed(_work[_current].Query, "", reason));
                }
            }
        }

        private void Loop()
        {
            while (_work.TryTake(out var index))
            {
                lock (_gate)
                {
                    (_current, _startedAt) = (index, Stopwatch.GetTimestamp());
                }

                var outcome = RunOne(_work[index], _work.Limit);
                lock (_gate)
                {
                    _work.Finish(index, outcome);
                    _current = -1;
                    if (_abandoned)
                    {
                        return;
                    }
                }
            }
        }

        [SuppressMessage("Design", "CA1031", Justification = "The boundary of a case: whatever the engine throws is that case's failure, never the run's.")]
        private static CaseOutcome RunOne(ConformanceCase one, TimeSpan limit)
        {
            using var cancellation = new CancellationTokenSource(limit);
            try
            {
                return one.RunAsync(cancellation.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return CaseOutcome.Failed(one.Query, "", $"cancelled after {limit.TotalSeconds:0.#} s");
            }
            catch (Exception exception)
            {
                var place = exception.StackTrace?.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault();
                return CaseOutcome.Failed(one.Query, "", $"{exception.GetType().Name}: {exception.Message} {place}");
            }
        }
    }
}
