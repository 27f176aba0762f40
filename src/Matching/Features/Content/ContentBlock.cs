using System.Diagnostics;

namespace CoEvolve.Matching.Features.Content;

/// <summary>A column of the numbers that models see: a feature, or the indicator that it is unknown.</summary>
/// <param name="Name">Name of the feature; of an indicator with <c>?</c> after it.</param>
/// <param name="Sign">How a model may use it.</param>
/// <param name="Group">Where its contribution is counted.</param>
internal sealed record ContentColumn(string Name, MonotoneSign Sign, ContributionGroup Group);

/// <summary>
/// All content features of an actor and its candidates in rows of numbers without NaN: the features in their order, then an indicator for each that can be unknown, 1 where
/// its stand-in was taken.
/// </summary>
/// <remarks>Safe to use from several threads. Measuring costs reads the clock twice for each feature and actor, which is lost in the time of a list.</remarks>
internal sealed class ContentBlock
{
    private static readonly ContentFeature[] Features =
    [
        new CommonDepth(), new SameDistrict(), new Adjacent(), new LogKilometres(), new ServesHome(), new SharedPopulation(), new TierGap(), new SeaCrossing(),
        new SectorCosine(), new SectorLin(), new SectorParent(), new SectorPmi(),
        new NeedsMet(), new NeedsServed(), new UrgentNeedsMet(), new ScarceNeedsMet(), new BestNeedMet(), new NeedsAssigned(), new CompetentAuthority(),
        new FreeCapacity(), new DaysInactive(), new ResponseRate(), new AcceptanceOfKind(), new LogDegree(), new Completeness(), new KindPair(), new TierPair(), new SizeRatio(),
        new TextSimilarity(), new EarlierDecline(),
    ];

    private static readonly int[] Indicators = [.. Features.Index().Where(entry => entry.Item.StandIn is not null).Select(entry => entry.Index)];

    private readonly ContentNetwork _network;
    private readonly long[] _ticks = new long[Features.Length];
    private long _pairs;

    public ContentBlock(ContentNetwork network) => _network = network;

    /// <summary>All features, in the order of their columns.</summary>
    public static IReadOnlyList<ContentFeature> All => Features;

    /// <summary>The columns of a row.</summary>
    public static IReadOnlyList<ContentColumn> Columns { get; } =
    [
        .. Features.Select(feature => new ContentColumn(feature.Name, feature.Sign, feature.Group)),
        .. Indicators.Select(feature => new ContentColumn(Features[feature].Name + "?", MonotoneSign.None, Features[feature].Group)),
    ];

    /// <summary>Fills a column block of a wider table.</summary>
    /// <param name="from">Who asks.</param>
    /// <param name="candidates">Numbers of the candidates.</param>
    /// <param name="rows">Row after row, <paramref name="stride"/> numbers each.</param>
    /// <param name="stride">Numbers from one row to the next.</param>
    /// <param name="start">Where the block begins in each row.</param>
    public void Fill(ContentActor from, ReadOnlySpan<int> candidates, Span<float> rows, int stride, int start)
    {
        for (var column = 0; column < Features.Length; column++)
        {
            var feature = Features[column];
            var indicator = Array.IndexOf(Indicators, column);
            var began = Stopwatch.GetTimestamp();
            for (var row = 0; row < candidates.Length; row++)
            {
                var value = feature.Of(_network, from, _network[candidates[row]]);
                var place = (row * stride) + start;
                var unknown = float.IsNaN(value);
                rows[place + column] = unknown ? StandIn(feature) : value;
                if (indicator >= 0)
                {
                    rows[place + Features.Length + indicator] = unknown ? 1 : 0;
                }
            }

            Interlocked.Add(ref _ticks[column], Stopwatch.GetTimestamp() - began);
        }

        Interlocked.Add(ref _pairs, candidates.Length);
    }

    /// <summary>What each feature has cost so far, the dearest first.</summary>
    public IReadOnlyList<FeatureCost> Costs()
    {
        var pairs = Interlocked.Read(ref _pairs);
        return
        [
            .. Features.Select((feature, column) => new FeatureCost(feature.Name, pairs, 1e9 * Interlocked.Read(ref _ticks[column]) / Stopwatch.Frequency / Math.Max(1, pairs)))
                .OrderByDescending(cost => cost.Nanoseconds),
        ];
    }

    private static float StandIn(ContentFeature feature) =>
        feature.StandIn ?? throw new InvalidOperationException($"The feature {feature.Name} is always known and yet gave NaN.");
}
