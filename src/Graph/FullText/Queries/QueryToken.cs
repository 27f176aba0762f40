namespace CoEvolve.Graph.FullText.Queries;

/// <summary>The pieces of a query's text.</summary>
internal enum QueryTokenKind
{
    End,
    And,
    Or,
    Not,
    Plus,
    Minus,
    Open,
    Close,
    Colon,
    Star,
    Boost,
    Near,
    Quoted,
    Word,
    Pattern,
    Regex,
    Range,
}

/// <summary>A piece, and where it begins. Its text is as written: escapes are still in it.</summary>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text, int Start);
