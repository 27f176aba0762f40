using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>What the graph's counts say about the number of rows: nodes by label, relationships by type, different keys of an index.</summary>
internal sealed class RowEstimate(GraphState graph)
{
    /// <summary>How many rows an unwound list or a procedure is taken to give.</summary>
    public const double UnwoundItems = 10;

    /// <summary>Part of the rows that are taken to differ.</summary>
    public const double DistinctPart = 0.95;

    /// <summary>Part of the rows for which a search is taken to find something.</summary>
    public const double SemiPart = 0.5;

    private const double RangePart = 0.3;
    private const double EqualityPart = 0.1;
    private const double OtherPart = 0.75;

    /// <summary>Beyond so many hops all nodes are taken to be reached.</summary>
    private const int FarHops = 4;

    public IndexDefinition? Index(string name) => graph.Indexes.FirstOrDefault(index => index.Name == name);

    public string Label(string index) => Index(index) is { } found ? graph.Labels[found.Label] : "";

    public string Key(string index) => Index(index) is { } found ? string.Join(", ", found.Keys.Select(key => graph.PropertyKeys[key])) : "";

    public double Nodes(string label) => graph.Labels.Find(label) is >= 0 and var token ? graph.CountNodes(token) : 0;

    public double Seek(IndexSeekPlan seek) => Index(seek.IndexName) is not { } index ? 0
        : graph.CountEntries(index) / (double)Math.Max(1, graph.EstimateDistinct(index)) * (seek.In ? UnwoundItems : 1);

    public double Range(IndexRangePlan range) => Search(new RangeSearch(range.IndexName, range.From, range.To));

    public double Range(string index) => Index(index) is { } found ? graph.CountEntries(found) * RangePart : 0;

    /// <summary>Entries that any other search finds.</summary>
    public double Search(IndexSearch search)
    {
        if (Index(search.IndexName) is not { } index)
        {
            return 0;
        }

        var entries = (double)graph.CountEntries(index);
        var equal = entries / Math.Max(1, graph.EstimateDistinct(index));
        return search switch
        {
            EqualSearch => equal,
            ListSearch => equal * UnwoundItems,
            RangeSearch { From: null, To: null } => entries,
            RangeSearch { From: not null, To: not null } => entries * IndexChoice.BetweenPart,
            RangeSearch or PrefixSearch => entries * IndexChoice.RangePart,
            _ => entries * IndexChoice.PartPart,
        };
    }

    /// <summary>How many relationships of some types there are; of all types where none is named.</summary>
    public long Relationships(string[] types) => types.Length == 0
        ? graph.RelationshipCount
        : types.Sum(type => graph.RelationshipTypes.Find(type) is >= 0 and var token ? graph.CountRelationships(token) : 0L);

    /// <summary>Relationships at one node. <paramref name="nodes"/>: among how many the relationships are taken to be spread.</summary>
    public double Degree(string[] types, PatternDirection direction, double nodes) =>
        Relationships(types) / Math.Max(1, nodes) * (direction == PatternDirection.Both ? 2 : 1);

    /// <summary>Rows that a step from one node gives.</summary>
    public double Degree(ExpandStep step, bool into, int hops = 1)
    {
        var degree = Degree(step.Types, step.Direction, graph.NodeCount);
        var rows = hops == 1 ? degree : Math.Pow(degree, Math.Min(hops, FarHops));
        return into ? rows / Math.Max(1, graph.NodeCount) : rows;
    }

    public double Selectivity(CompiledExpression[] predicates) => predicates.Aggregate(1.0, (part, predicate) => part * Selectivity(predicate));

    public double Selectivity(CompiledExpression predicate) => predicate switch
    {
        CompareExpression { Operator: ComparisonOperator.Equal } => EqualityPart,
        CompareExpression { Operator: ComparisonOperator.NotEqual } => 1 - EqualityPart,
        CompareExpression => RangePart,
        LabelCheckValueExpression check => check.Predicate.RequiredNames.Select(name => Nodes(name) / Math.Max(1, graph.NodeCount)).DefaultIfEmpty(OtherPart).Min(),
        _ => OtherPart,
    };
}
