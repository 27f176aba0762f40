using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>A search that would find what a pattern asks for.</summary>
/// <param name="Index">Where it is made.</param>
/// <param name="Search">What is sought.</param>
/// <param name="Rows">How many entries it finds, about.</param>
/// <param name="Solved">The predicates that all of them satisfy.</param>
internal sealed record IndexChoice(IndexDefinition Index, IndexSearch Search, double Rows, CompiledExpression[] Solved)
{
    /// <summary>Part of an index that one bound, or a prefix, is taken to keep.</summary>
    public const double RangePart = 0.3;

    /// <summary>The same of two bounds.</summary>
    public const double BetweenPart = 0.1;

    /// <summary>The same of a part of a string, or of a place on the map.</summary>
    public const double PartPart = 0.2;

    /// <summary>All searches in the indexes over these labels or types that the terms of one variable allow.</summary>
    public static IEnumerable<IndexChoice> Of(GraphState graph, EntityKind entity, IReadOnlyList<int> tokens, IReadOnlyList<IndexTerm> terms) => terms.Count == 0 ? [] : graph.Indexes
        .Where(index => index.Entity == entity && tokens.Contains(index.Label))
        .SelectMany(index => index.Keys.Length > 1 ? OfSeveralKeys(graph, index, terms) : OfOneKey(graph, index, [.. terms.Where(term => term.Key == graph.PropertyKeys[index.Keys[0]])]));

    private static IEnumerable<IndexChoice> OfOneKey(GraphState graph, IndexDefinition index, IndexTerm[] terms)
    {
        var entries = (double)graph.CountEntries(index);
        return index.Kind switch
        {
            _ when terms.Length == 0 => [],
            IndexKind.Range => terms.Select(term => OfRange(graph, index, term, terms, entries)).OfType<IndexChoice>(),
            IndexKind.Text => terms.Select(term => OfText(graph, index, term, entries)).OfType<IndexChoice>(),
            IndexKind.Point => terms.Select(term => OfPoint(index, term, entries)).OfType<IndexChoice>(),
            _ => [],
        };
    }

    private static IndexChoice? OfRange(GraphState graph, IndexDefinition index, IndexTerm term, IndexTerm[] all, double entries)
    {
        var equal = entries / Math.Max(1, graph.EstimateDistinct(index));
        return term.Kind switch
        {
            TermKind.Equal => new(index, new EqualSearch(index.Name, [term.Value!]), equal, [term.Predicate]),
            TermKind.OneOf => new(index, new ListSearch(index.Name, term.Value!), equal * ItemsOf(term.Value!), []),
            TermKind.Prefix => new(index, new PrefixSearch(index.Name, term.Value!), entries * RangePart, []),
            TermKind.From => Array.Find(all, other => other.Kind == TermKind.To) is { } to
                ? new(index, new RangeSearch(index.Name, Bound(term), Bound(to)), entries * BetweenPart, [])
                : new(index, new RangeSearch(index.Name, Bound(term), null), entries * RangePart, []),
            TermKind.To => new(index, new RangeSearch(index.Name, null, Bound(term)), entries * RangePart, []),
            TermKind.Exists => new(index, new RangeSearch(index.Name, null, null), entries, [term.Predicate]),
            _ => null,
        };
    }

    /// <summary>Such an index holds strings alone, so that it answers only what no other value satisfies.</summary>
    private static IndexChoice? OfText(GraphState graph, IndexDefinition index, IndexTerm term, double entries) => term.Kind switch
    {
        TermKind.Equal when term.Value is ConstantExpression { Value.IsString: true } =>
            new(index, new EqualSearch(index.Name, [term.Value]), entries / Math.Max(1, graph.EstimateDistinct(index)), [term.Predicate]),
        TermKind.Prefix => new(index, new PrefixSearch(index.Name, term.Value!), entries * RangePart, []),
        TermKind.Part => new(index, new PartSearch(index.Name, term.Value!, AtEnd: false), entries * PartPart, []),
        TermKind.Suffix => new(index, new PartSearch(index.Name, term.Value!, AtEnd: true), entries * PartPart, []),
        _ => null,
    };

    private static IndexChoice? OfPoint(IndexDefinition index, IndexTerm term, double entries) => term.Kind switch
    {
        TermKind.Near => new(index, new DistanceSearch(index.Name, term.Value!, term.Second!), entries * PartPart, []),
        TermKind.Within => new(index, new BoxSearch(index.Name, term.Value!, term.Second!), entries * PartPart, []),
        _ => null,
    };

    /// <summary>The first keys by their values, where every further one is known to be there: an entity that lacks a key does not stand in the index.</summary>
    private static IEnumerable<IndexChoice> OfSeveralKeys(GraphState graph, IndexDefinition index, IReadOnlyList<IndexTerm> terms)
    {
        if (index.Kind != IndexKind.Range || !index.Keys.All(key => terms.Any(term => term.Key == graph.PropertyKeys[key])))
        {
            return [];
        }

        var equal = index.Keys
            .Select(key => terms.FirstOrDefault(term => term.Kind == TermKind.Equal && term.Key == graph.PropertyKeys[key]))
            .TakeWhile(term => term is not null)
            .OfType<IndexTerm>()
            .ToArray();
        if (equal.Length == 0)
        {
            return [];
        }

        var whole = graph.CountEntries(index) / (double)Math.Max(1, graph.EstimateDistinct(index));
        var rows = whole * Math.Pow(Math.Max(1, graph.EstimateDistinct(index)), 1 - (equal.Length / (double)index.Keys.Length));
        return [new(index, new EqualSearch(index.Name, [.. equal.Select(term => term.Value!)]), rows, [.. equal.Select(term => term.Predicate)])];
    }

    private static RangeBound Bound(IndexTerm term) => new(term.Value!, term.Inclusive);

    /// <summary>How many values a list has: known where it is written out.</summary>
    private static double ItemsOf(CompiledExpression list) => list switch
    {
        ListBuildExpression build => build.Children.Count(),
        ConstantExpression { Value.Kind: ValueKind.List } constant => constant.Value.AsList().Count,
        _ => 2,
    };
}
