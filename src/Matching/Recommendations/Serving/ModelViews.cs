using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Ranking.Registry;

namespace CoEvolve.Matching.Recommendations.Serving;

/// <summary>
/// The views of the model that serves: one a day, taken when first asked for and again when facts have changed, as <see cref="ServingOptions.ViewLifetime"/> has it. Safe to use from several threads;
/// of several that ask at once, one takes the view and all wait for it.
/// </summary>
internal sealed class ModelViews(IGraph graph, ServingOptions options, TimeProvider time)
{
    /// <summary>What scores where no model does.</summary>
    public const string Prior = "prior";

    private const int KeptDays = 2;

    /// <summary>Of the factors that are found by chance; the same as in training.</summary>
    private const int Seed = 20261124;

    private readonly ModelRegistry? _registry = options.Models is { } folder ? new(folder) : null;
    private readonly Lock _gate = new();
    private readonly List<Kept> _kept = [];
    private (string Id, string Problem)? _unusable;

    /// <summary>The id of what serves; <see cref="Prior"/> where no model was promoted, or the promoted one cannot be used.</summary>
    public string Serving => Promoted is { } id && Unusable(id) is null ? id : Prior;

    /// <summary>Why the promoted model cannot be used, and the prior serves in its place; null where nothing is wrong.</summary>
    public string? Problem { get; private set; }

    private string? Promoted
    {
        get
        {
            try
            {
                return _registry?.Serving;
            }
            catch (InvalidDataException failure)
            {
                Problem = failure.Message;
                return null;
            }
        }
    }

    /// <summary>The serving model over the network of a day; null where the prior serves.</summary>
    public async Task<ModelView?> OfAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (Promoted is not { } id)
        {
            return null;
        }

        Task<ModelView?> view;
        lock (_gate)
        {
            view = Current(id, day);
        }

        return await view.WaitAsync(cancellationToken);
    }

    /// <summary>The view to serve from, whether it is ready or not; begins a new one where it is time.</summary>
    private Task<ModelView?> Current(string id, DateOnly day)
    {
        var kept = _kept.Find(entry => entry.Id == id && entry.Day == day);
        if (kept is { Next.IsCompleted: true })
        {
            _kept.Remove(kept);
            kept = kept.Next.IsCompletedSuccessfully ? Add(new(id, day, kept.Next, kept.NextSince, kept.NextVersion)) : null;
        }

        var age = kept is null ? TimeSpan.Zero : time.GetElapsedTime(kept.Since);
        if (kept is null || kept.View.IsFaulted || kept.View.IsCanceled)
        {
            _kept.RemoveAll(entry => entry.Id == id && entry.Day == day);
            return Add(new(id, day, Begin(id, day), time.GetTimestamp(), Version)).View;
        }

        if (!kept.View.IsCompleted || age < options.ViewLifetime || (Version is { } version && version == kept.Version))
        {
            return kept.View;
        }

        if (kept.Next is null)
        {
            (kept.NextSince, kept.NextVersion) = (time.GetTimestamp(), Version);
            kept.Next = Begin(id, day);
        }

        return age < 2 * options.ViewLifetime ? kept.View : kept.Next;
    }

    private Kept Add(Kept kept)
    {
        _kept.RemoveAll(entry => entry.Id != kept.Id);
        if (_kept.Count == KeptDays)
        {
            _kept.RemoveAt(0);
        }

        _kept.Add(kept);
        return kept;
    }

    /// <summary>Changes with every write, where the graph can tell; null where it cannot, and time alone decides.</summary>
    private long? Version => (graph as EmbeddedGraph)?.LastTransaction;

    private string? Unusable(string id) => _unusable is { } known && known.Id == id ? known.Problem : null;

    // Not tied to the request that asked first: others wait for it as well.
    private Task<ModelView?> Begin(string id, DateOnly day) => Task.Run(() => TakeAsync(id, day, CancellationToken.None), CancellationToken.None);

    private async Task<ModelView?> TakeAsync(string id, DateOnly day, CancellationToken cancellationToken)
    {
        try
        {
            var text = RankingModelText.Parse(_registry!.Load(id).Trained);
            var source = await SourceAsync(day, cancellationToken);
            if (!text.Columns.SequenceEqual(source.Table.Columns.Select(column => column.Name), StringComparer.Ordinal))
            {
                throw new InvalidDataException($"The model '{id}' reads columns that are no longer computed: train and promote another.");
            }

            (_unusable, Problem) = (null, null);
            return new(id, new(text), source, source.Network);
        }
        catch (InvalidDataException failure)
        {
            // The prior serves in place of a damaged or outdated model; lists say so by naming what scored them.
            (_unusable, Problem) = ((id, failure.Message), failure.Message);
            return null;
        }
    }

    private async Task<ListSource> SourceAsync(DateOnly day, CancellationToken cancellationToken)
    {
        // The same view as in training: see TemporalSplit.
        var network = await ProjectionReader.ReadAsync(graph, day, new ProjectionOptions { Undated = false }, cancellationToken);
        return new(new(network, Seed, Environment.ProcessorCount, cancellationToken)
        {
            Resources = await graph.ReadNamedAsync("Features/Queries/resources", [], NetworkProfileReader.ReadEntry, cancellationToken),
            Sectors = await graph.ReadNamedAsync("Features/Queries/sectors", [], NetworkProfileReader.ReadEntry, cancellationToken),
            Eligibility = new(network, new CandidateFilter()),
            Origins = [],
        });
    }

    private sealed class Kept(string id, DateOnly day, Task<ModelView?> view, long since, long? version)
    {
        public string Id { get; } = id;

        public DateOnly Day { get; } = day;

        public Task<ModelView?> View { get; } = view;

        public long Since { get; } = since;

        public long? Version { get; } = version;

        public Task<ModelView?>? Next { get; set; }

        public long NextSince { get; set; }

        public long? NextVersion { get; set; }
    }
}
