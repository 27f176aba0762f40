namespace CoEvolve.Graph.Storage;

/// <summary>What all states of one graph share: names and their numbers, and the sets of them that entities refer to. Append-only.</summary>
internal sealed class GraphVocabulary
{
    public TokenTable Labels { get; } = new();

    public TokenTable RelationshipTypes { get; } = new();

    public TokenTable PropertyKeys { get; } = new();

    public TokenSetTable LabelSets { get; } = new();

    public TokenSetTable Shapes { get; } = new();
}
