namespace CoEvolve.Matching.Network;

/// <summary>A sector or a kind of resource with its names and its parent.</summary>
internal sealed record VocabularyEntry(string Code, LocalizedName Name, string? Parent);
