using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Execution;

/// <summary>A statement that is ready to run, any number of times at once.</summary>
/// <param name="Mode">Whether it is to be run at all.</param>
/// <param name="Bound">Names and types.</param>
/// <param name="Plan">The way to its rows.</param>
/// <param name="SchemaVersion">The schema that the plan was made for.</param>
/// <param name="NodeCount">Size of the graph that the plan was made for.</param>
internal sealed record CompiledStatement(QueryMode Mode, BoundStatement Bound, Plan Plan, int SchemaVersion, long NodeCount)
{
    public IReadOnlyList<string> Columns { get; } = [.. Bound.Query.Columns.Select(column => column.Name)];

    public int[] ColumnSlots { get; } = [.. Bound.Query.Columns.Select(column => column.Slot)];

    /// <summary>For each of the bound parameters, the type for which the statement was compiled.</summary>
    public StaticType[] ParameterTypes { get; init; } = [];

    /// <summary>What is to be said of the statement whenever it runs.</summary>
    public IReadOnlyList<QueryNotification> Notifications { get; init; } = [];

    public QueryType Type => !Writes && Bound.Query.CallsServer ? QueryType.Schema : !Writes ? QueryType.Read : Columns.Count == 0 ? QueryType.Write : QueryType.ReadWrite;

    /// <summary>Whether it must run where it may write: an explained statement does not run.</summary>
    public bool NeedsWriter => Writes && Mode != QueryMode.Explain;

    /// <summary>The plan for people, by what a graph counts.</summary>
    public QueryPlan Describe(GraphState graph, PlanProfile? profile) => PlanDescriber.Describe(Plan, Bound, graph).Publish(profile);

    public bool Writes { get; } = Bound.Query.Writes;
}
