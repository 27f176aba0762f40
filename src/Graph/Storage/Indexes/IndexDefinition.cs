namespace CoEvolve.Graph.Storage;

/// <summary>An index over one label and one or more property keys. A node stands in it when it has the label and all keys.</summary>
internal sealed record IndexDefinition(string Name, int Label, int[] Keys, bool Unique);
