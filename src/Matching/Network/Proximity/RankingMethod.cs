using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>Scores all actors of a projection as partners of one. Safe to use from several threads.</summary>
internal abstract class Scorer
{
    /// <summary>Scores for a seeker; the higher, the better. Equal scores are in no order.</summary>
    /// <param name="seeker">Who asks; a newcomer has no history that could be used.</param>
    /// <param name="scores">One place for each actor of the projection, all 0 at the start. No NaN may stay in it.</param>
    public abstract void Score(Seeker seeker, Span<double> scores);

    /// <summary>How likely a pair comes about that was scored so; NaN where the method says nothing about it.</summary>
    public virtual double Probability(Seeker seeker, double score) => double.NaN;
}

/// <summary>What a method may learn from.</summary>
/// <param name="Network">The past, and nothing else.</param>
/// <param name="Seed">Seed of what it draws.</param>
/// <param name="Threads">Threads that it may use; they change no result.</param>
/// <param name="Cancellation">Stops it.</param>
internal record Training(NetworkProjection Network, int Seed, int Threads, CancellationToken Cancellation)
{
    /// <summary>Kinds of resource and their parents; they carry no dates.</summary>
    public IReadOnlyList<VocabularyEntry> Resources { get; init; } = [];

    /// <summary>Sectors and their parents; they carry no dates.</summary>
    public IReadOnlyList<VocabularyEntry> Sectors { get; init; } = [];

    /// <summary>For loops over threads.</summary>
    public ParallelOptions Parallelism => new() { MaxDegreeOfParallelism = Threads, CancellationToken = Cancellation };
}

/// <summary>One setting of a method.</summary>
/// <param name="Text">The setting in words, such as <c>β 0.05, length ≤ 3</c>; empty where there is nothing to set.</param>
/// <param name="Fit">Learns from the past.</param>
internal sealed record Setting(string Text, Func<Training, Scorer> Fit);

/// <summary>A way of ranking with the settings among which the validation period chooses.</summary>
/// <param name="Name">Its name in reports, such as <c>adamic-adar</c>.</param>
/// <param name="IsBaseline">False for the project's own methods.</param>
/// <param name="Settings">At most six for each method, so that none is tuned harder than others; the first where nothing can be chosen.</param>
internal sealed record RankingMethod(string Name, bool IsBaseline, params IReadOnlyList<Setting> Settings);
