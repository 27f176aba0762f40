using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates;

/// <summary>A tier that is being searched, for these kinds and these needs.</summary>
internal sealed record OpenedTier(Tier Tier, IReadOnlyList<ActorKind> Kinds, IReadOnlyList<ResourceCode> Needs);

/// <summary>
/// Keeps count of what has been found while the rules climb, and says when there is reason to go on. A kind whose quota is full takes no more
/// candidates from higher tiers, save those that offer what is still needed.
/// </summary>
internal sealed class Climbing(CandidateOptions options, IReadOnlyList<ActorKind> wanted, IReadOnlyList<ResourceCode> needs)
{
    private readonly HashSet<ActorId> _known = [];
    private readonly HashSet<int> _knownNumbers = [];
    private readonly Dictionary<IReadOnlyList<RuleFinding>, ResourceCode[]> _needs = new(ReferenceEqualityComparer.Instance);
    private readonly List<Candidate> _candidates = [];
    private readonly List<Climb> _climbs = [];
    private Tier? _last;

    public IReadOnlyList<ActorKind> Wanted => wanted;

    public CandidateSet Result => new(_candidates, _climbs);

    public bool Knows(ActorId candidate) => _known.Contains(candidate);

    /// <summary>The same for a number of a held network.</summary>
    public bool Knows(int candidate) => _knownNumbers.Contains(candidate);

    /// <summary>What to search a tier for; null where all is found already.</summary>
    /// <param name="tier">The next tier.</param>
    /// <param name="always">Whether the tier was asked for: then it is searched for everything, and no climb is recorded.</param>
    public OpenedTier? Open(Tier tier, bool always)
    {
        if (always)
        {
            return new(tier, wanted, needs);
        }

        KindShortfall[] shortfalls = [.. wanted.Select(Shortfall).Where(kind => kind.Found < kind.Quota)];
        ResourceCode[] open = _last is null ? [.. needs] : [.. needs.Where(need => Offering(need) < options.OffersPerNeed)];
        if (shortfalls.Length == 0 && open.Length == 0)
        {
            return null;
        }

        if (_last is { } from)
        {
            _climbs.Add(new(from, tier, shortfalls, open));
        }

        _last = tier;
        return new(tier, [.. shortfalls.Select(kind => kind.Kind)], open);
    }

    /// <summary>Takes in what a tier gave.</summary>
    public void Add(OpenedTier opened, IEnumerable<Candidate> found)
    {
        foreach (var candidate in found.Where(candidate => opened.Kinds.Contains(candidate.Kind) || Needs(candidate).Any(opened.Needs.Contains)))
        {
            if (candidate.Number >= 0 ? _knownNumbers.Add(candidate.Number) : _known.Add(candidate.Id))
            {
                _candidates.Add(candidate);
            }
        }
    }

    private KindShortfall Shortfall(ActorKind kind) =>
        new(kind, _candidates.Count(candidate => candidate.Kind == kind), options.Quotas.GetValueOrDefault(kind));

    private int Offering(ResourceCode need) => _candidates.Count(candidate => Needs(candidate).Contains(need));

    /// <summary>The needs that a candidate meets. Candidates of a held network share their findings, so that these are read once for many.</summary>
    private ResourceCode[] Needs(Candidate candidate)
    {
        if (!_needs.TryGetValue(candidate.Findings, out var needs))
        {
            _needs[candidate.Findings] = needs = [.. candidate.Findings.SelectMany(finding => finding.Evidence.GetOrNull("needs").AsStrings()).Select(code => new ResourceCode(code))];
        }

        return needs;
    }
}
