namespace CoEvolve.Graph.FullText.Queries;

/// <summary>What is sought in a full-text index. Fields are numbered as the index has them.</summary>
internal abstract record SearchQuery;

/// <summary>Whether a part must hold.</summary>
internal enum Occur
{
    Should,
    Must,
    MustNot,
}

/// <summary>Nothing is found.</summary>
internal sealed record NothingQuery : SearchQuery;

/// <summary>Every entity of the index.</summary>
internal sealed record EverythingQuery : SearchQuery;

/// <summary>A word.</summary>
internal sealed record WordQuery(int Field, string Word) : SearchQuery;

/// <summary>Words in a row; each with its place in it, and with so many places of play between them.</summary>
internal sealed record PhraseQuery(int Field, IReadOnlyList<Analysis.Word> Words, int Slop) : SearchQuery;

/// <summary>Any word of which this holds, all worth the same.</summary>
/// <param name="Field">The field.</param>
/// <param name="Prefix">What all these words begin with.</param>
/// <param name="IsWanted">Whether a word with that prefix is one.</param>
internal sealed record PatternQuery(int Field, string Prefix, Func<string, bool> IsWanted) : SearchQuery;

/// <summary>Words that are a few edits away; nearer ones are worth more.</summary>
internal sealed record NearQuery(int Field, string Word, int Edits) : SearchQuery;

/// <summary>Another query, worth more or less.</summary>
internal sealed record BoostQuery(SearchQuery Inner, float Factor) : SearchQuery;

/// <summary>Several parts: all that must hold, none that must not, and at least one where none must.</summary>
internal sealed record CombinedQuery(IReadOnlyList<(Occur Occur, SearchQuery Query)> Parts) : SearchQuery;
