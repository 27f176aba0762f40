namespace CoEvolve.Matching.Network.Proximity;

/// <summary>All candidates alike: what chance finds.</summary>
internal sealed class RandomOrder : Scorer
{
    public static RankingMethod Method { get; } = new("random", IsBaseline: true, new Setting("", _ => new RandomOrder()));

    // Ties are drawn, so that equal scores are a random order.
    public override void Score(Seeker seeker, Span<double> scores) => scores.Clear();
}
