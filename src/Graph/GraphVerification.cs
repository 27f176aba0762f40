namespace CoEvolve.Graph;

/// <summary>What a check of a graph's folder found.</summary>
/// <param name="Findings">What is wrong; empty for a sound graph.</param>
/// <param name="LastTransaction">The number of the last transaction that could be read.</param>
/// <param name="Nodes">How many nodes could be read.</param>
/// <param name="Relationships">How many relationships could be read.</param>
/// <param name="TornTail">The end of the log that is not written whole: left by a crash, or being written this moment. It is no fault, and opening the graph cuts it off. Null where there is none.</param>
public sealed record GraphVerification(IReadOnlyList<GraphFinding> Findings, long LastTransaction, long Nodes, long Relationships, GraphTornTail? TornTail)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Findings.Count == 0;
}

/// <summary>One thing that is wrong with a graph.</summary>
/// <param name="Place">The file, or the part of the data: <c>index 'name'</c>, <c>label 'Name'</c>, <c>node 17</c>.</param>
/// <param name="Message">What is wrong, and what to do where something can be done.</param>
public sealed record GraphFinding(string Place, string Message);
