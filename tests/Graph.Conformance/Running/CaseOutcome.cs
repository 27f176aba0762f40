namespace CoEvolve.Graph.Conformance.Running;

/// <summary>How a case ended.</summary>
internal enum Verdict
{
    /// <summary>The expected answer came.</summary>
    Passed,

    /// <summary>Not the stated answer, but another one that is known to be right; see <see cref="CaseOutcome.Note"/>.</summary>
    PassedOtherwise,

    /// <summary>The expected answer came, but only with the nodes numbered in another order, which <see cref="CaseOutcome.Note"/> names.</summary>
    PassedUnderOtherIds,

    /// <summary>Another answer came, or none.</summary>
    Failed,
}

/// <summary>How a case ended, and enough to see why.</summary>
internal sealed record CaseOutcome
{
    public required Verdict Verdict { get; init; }

    /// <summary>The query that decided.</summary>
    public string Query { get; init; } = "";

    /// <summary>What was expected.</summary>
    public string Expected { get; init; } = "";

    /// <summary>What came.</summary>
    public string Got { get; init; } = "";

    /// <summary>Which other answer counted, or under which order of ids, and why.</summary>
    public string Note { get; init; } = "";

    public static CaseOutcome Passed { get; } = new() { Verdict = Verdict.Passed };

    public static CaseOutcome Failed(string query, string expected, string got) => new() { Verdict = Verdict.Failed, Query = query, Expected = expected, Got = got };
}

/// <summary>One case of any kind: the table and the line of it that it belongs to, its name, its query, and how to run it.</summary>
internal sealed record ConformanceCase(string Table, string Category, string Id, string Query, Func<CancellationToken, Task<CaseOutcome>> RunAsync);
