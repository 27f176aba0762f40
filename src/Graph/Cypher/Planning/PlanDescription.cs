namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>One step of a plan for people, in Neo4j's terms.</summary>
/// <param name="Name">The operator, as Neo4j calls it.</param>
/// <param name="Details">What it works on.</param>
/// <param name="EstimatedRows">How many rows it is expected to give in all.</param>
/// <param name="Children">Where its rows come from: the source first, then what is run for each of them.</param>
internal sealed record PlanDescription(string Name, string Details, double EstimatedRows, IReadOnlyList<PlanDescription> Children)
{
    /// <summary>The variables that have a value behind it.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>The step that gives its rows; null where no step stands for it alone.</summary>
    public Plan? Step { get; init; }

    /// <summary>The steps whose work is its own.</summary>
    public Plan[] Work { get; init; } = [];

    /// <summary>The description for those outside, with what was counted where the plan was run.</summary>
    public QueryPlan Publish(PlanProfile? profile)
    {
        QueryPlan[] children = [.. Children.Select(child => child.Publish(profile))];
        return new()
        {
            Operator = Name,
            Details = Details,
            EstimatedRows = EstimatedRows,
            Identifiers = Identifiers,
            Children = children,
            Rows = profile is null ? null : Step is not null ? profile.Of(Step).Rows : children.Length > 0 ? children[0].Rows : 0,
            DbHits = profile is null ? null : Work.Sum(step => profile.Of(step).Hits),
        };
    }
}
