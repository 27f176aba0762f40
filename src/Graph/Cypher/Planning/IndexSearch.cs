using CoEvolve.Graph.Execution.Expressions;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>What is sought in an index of nodes or of relationships. What it finds is at least what the predicate keeps; the predicate is asked again unless it is known to be satisfied.</summary>
internal abstract record IndexSearch(string IndexName);

/// <summary>Entries whose first keys equal these values.</summary>
internal sealed record EqualSearch(string IndexName, CompiledExpression[] Values) : IndexSearch(IndexName);

/// <summary>Entries whose key equals one of a list's values.</summary>
internal sealed record ListSearch(string IndexName, CompiledExpression List) : IndexSearch(IndexName);

/// <summary>Entries whose key lies between two bounds, each of which may be missing.</summary>
internal sealed record RangeSearch(string IndexName, RangeBound? From, RangeBound? To) : IndexSearch(IndexName);

/// <summary>Entries whose key is a string that begins so.</summary>
internal sealed record PrefixSearch(string IndexName, CompiledExpression Prefix) : IndexSearch(IndexName);

/// <summary>Entries whose key is a string that has this in it, or, where <c>AtEnd</c> is true, ends so.</summary>
internal sealed record PartSearch(string IndexName, CompiledExpression Part, bool AtEnd) : IndexSearch(IndexName);

/// <summary>Entries whose point may lie within a distance of another one.</summary>
internal sealed record DistanceSearch(string IndexName, CompiledExpression Centre, CompiledExpression Radius) : IndexSearch(IndexName);

/// <summary>Entries whose point may lie within a box.</summary>
internal sealed record BoxSearch(string IndexName, CompiledExpression Lower, CompiledExpression Upper) : IndexSearch(IndexName);
