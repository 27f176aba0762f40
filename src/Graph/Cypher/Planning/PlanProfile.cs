namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>What the steps of a plan did in one run. Belongs to that run.</summary>
internal sealed class PlanProfile
{
    private readonly Dictionary<Plan, Counts> _counts = new(ReferenceEqualityComparer.Instance);

    /// <summary>Hits that belong to one of the steps already.</summary>
    public long Charged { get; set; }

    public Counts Of(Plan step)
    {
        if (!_counts.TryGetValue(step, out var counts))
        {
            counts = new();
            _counts.Add(step, counts);
        }

        return counts;
    }

    /// <summary>What one step did.</summary>
    internal sealed class Counts
    {
        public long Rows { get; set; }

        public long Hits { get; set; }
    }
}
