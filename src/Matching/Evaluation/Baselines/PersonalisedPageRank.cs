using System.Buffers;

namespace CoEvolve.Matching.Evaluation.Baselines;

/// <summary>
/// s(a, c) = how often a walker is at c who starts at a and at each step stops with chance α, else goes on by <see cref="WalkMatrix"/> (Page et al., 1999;
/// Haveliwala, WWW 2002). Computed by forward push (Andersen, Chung and Lang, FOCS 2006): what waits at an actor is pushed on as long as it exceeds ε for each of
/// its partners.
/// </summary>
internal sealed class PersonalisedPageRank(WalkMatrix walk, double alpha) : Scorer
{
    // The first ten have scores near 1e-3. What waits unpushed at an actor is less than ε times its partners, and costs no more than 1/(α·ε) steps along an edge.
    private const double Epsilon = 1e-6;

    public static RankingMethod Method { get; } = new(
        "personalised-pagerank",
        IsBaseline: true,
        With(0.5, double.PositiveInfinity, byPairs: true),
        With(0.3, double.PositiveInfinity, byPairs: true),
        With(0.65, double.PositiveInfinity, byPairs: true),
        With(0.65, 2, byPairs: true),
        With(0.3, double.PositiveInfinity, byPairs: false),
        With(0.5, double.PositiveInfinity, byPairs: false));

    public override void Score(RankingQuery query, Span<double> scores)
    {
        if (query.Number < 0)
        {
            return;
        }

        var waiting = ArrayPool<double>.Shared.Rent(scores.Length);
        waiting.AsSpan().Clear();
        waiting[query.Number] = 1;
        var queue = new Queue<int>([query.Number]);
        while (queue.TryDequeue(out var actor))
        {
            var amount = waiting[actor];
            waiting[actor] = 0;
            scores[actor] += alpha * amount;
            Push(actor, (1 - alpha) * amount, waiting, queue);
        }

        ArrayPool<double>.Shared.Return(waiting);
    }

    private void Push(int actor, double amount, double[] waiting, Queue<int> queue)
    {
        var targets = walk[actor];
        var chances = walk.Chances(actor);
        for (var place = 0; place < targets.Length; place++)
        {
            var target = targets[place];
            var before = waiting[target];
            waiting[target] = before + (amount * chances[place]);
            var limit = Epsilon * walk[target].Length;
            if (before <= limit && waiting[target] > limit)
            {
                queue.Enqueue(target);
            }
        }
    }

    private static Setting With(double alpha, double years, bool byPairs) => new(
        FormattableString.Invariant($"α {alpha}, by {(byPairs ? "pairs" : "partnerships")}{(double.IsFinite(years) ? FormattableString.Invariant($", τ {years} y") : "")}"),
        training => new PersonalisedPageRank(new(training.Network, years, byPairs), alpha));
}
