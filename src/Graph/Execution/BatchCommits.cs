using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Execution;

/// <summary>How a statement commits before its end.</summary>
/// <param name="Number">The number of its transaction.</param>
/// <param name="Commit">Makes a state lasting, and gives the one that goes on from there.</param>
internal sealed record BatchCommits(long Number, Func<GraphState, GraphState> Commit);
