using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Sums up the rows of one group. DISTINCT is filtered before it gets here.</summary>
internal abstract class Aggregator
{
    /// <summary>Takes in one row. <paramref name="argument"/> is the aggregated value; <paramref name="parameter"/> the second argument (<c>percentileCont</c>), else Null.</summary>
    public abstract void Add(Value argument, Value parameter);

    /// <summary>The result for the rows so far; of no rows what Cypher defines for an empty group.</summary>
    public abstract Value Result();
}

/// <summary>An aggregating function such as <c>sum</c>. <c>count(*)</c> is a count whose argument is never null.</summary>
internal sealed record AggregateDefinition(string Name, CypherTypes[] Parameters, CypherTypes Returns, Func<FunctionContext, Aggregator> Create)
{
    public AggregateDefinition(string name, CypherTypes[] parameters, CypherTypes returns, Func<Aggregator> create)
        : this(name, parameters, returns, _ => create())
    {
    }

    /// <summary>Whether it takes any number of arguments, which reach the aggregator as one list.</summary>
    public bool TakesList { get; init; }

    /// <summary>Whether the result is the number of values that are not null.</summary>
    public bool Counts { get; init; }
}
