namespace CoEvolve.Graph.FullText.Analysis;

/// <summary>A word as it stands in an index, and its place among the words of its text. Words that were left out leave gaps.</summary>
internal readonly record struct Word(string Text, int Position);
