namespace CoEvolve.Graph;

/// <summary>A query that cannot be answered, and why: one status code of Neo4j's, a message, and the place in the query where it is known.</summary>
public sealed class CypherException : Exception
{
    internal CypherException(string code, string message, SourcePosition? position = null, bool compileTime = false)
        : base(position is { } place ? $"{message} ({place})" : message)
    {
        Code = code;
        Position = position;
        IsCompileTime = compileTime;
    }

    /// <summary>The status code, such as <c>Neo.ClientError.Statement.SyntaxError</c>.</summary>
    public string Code { get; }

    /// <summary>The GQL status, such as <c>42001</c> for a mistake in the text; <c>50N42</c>, as Neo4j has it, where nothing more exact is known.</summary>
    public string GqlStatus
    {
        get => field ?? GqlStatusOf(Code);
        internal init;
    }

    /// <summary>Where in the query the mistake is, when one place is to blame.</summary>
    public SourcePosition? Position { get; }

    /// <summary>What a statement had changed that was undone for what it left behind.</summary>
    internal QueryCounters? Counters { get; set; }

    /// <summary>Whether the query was refused before any row of it was produced.</summary>
    internal bool IsCompileTime { get; }

    private static string GqlStatusOf(string code) => code switch
    {
        CypherErrors.SyntaxCode => "42001",
        CypherErrors.ArgumentCode => "22000",
        _ => "50N42",
    };
}
