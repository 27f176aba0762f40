using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates.Held;

/// <summary>
/// What the rules find in a held network at one tier, by candidate. Candidates that the same rules found by the same evidence share the list that says so: a tier finds hundreds, in a handful of ways.
/// </summary>
internal sealed class HeldFindings(HeldNetwork network)
{
    private readonly Dictionary<int, Way> _found = [];
    private readonly Way _start = new([]);

    /// <summary>Takes in that a rule found a candidate.</summary>
    /// <param name="candidate">Its number; −1 for one that the network lacks, which is left out.</param>
    /// <param name="finding">What found it; the same object wherever rule and evidence are the same.</param>
    /// <param name="climb">Whom it knows already is left out.</param>
    public void Add(int candidate, RuleFinding finding, Climbing climb)
    {
        if (candidate >= 0 && !climb.Knows(candidate))
        {
            _found[candidate] = _found.GetValueOrDefault(candidate, _start).Then(finding);
        }
    }

    /// <summary>The candidates, by their numbers.</summary>
    public IEnumerable<Candidate> Candidates(Tier tier, Func<int, bool> allows)
    {
        int[] numbers = [.. _found.Keys.Where(allows)];
        Array.Sort(numbers);
        foreach (var number in numbers)
        {
            var actor = network.Actors[number];
            yield return new(actor.Id, actor.Kind, tier, _found[number].Findings) { Number = number };
        }
    }

    /// <summary>Some findings in their order, and the ways on from there.</summary>
    private sealed class Way(RuleFinding[] findings)
    {
        private Dictionary<RuleFinding, Way>? _on;

        public RuleFinding[] Findings => findings;

        public Way Then(RuleFinding finding)
        {
            _on ??= new(ReferenceEqualityComparer.Instance);
            return _on.TryGetValue(finding, out var way) ? way : _on[finding] = new([.. findings, finding]);
        }
    }
}
