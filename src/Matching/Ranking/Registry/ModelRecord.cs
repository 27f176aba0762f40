namespace CoEvolve.Matching.Ranking.Registry;

/// <summary>What is kept of a model besides what training gave.</summary>
public sealed record ModelRecord
{
    /// <summary>Names of the columns of its rows, in order: a model is only used where each of them can be computed.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>First day of what it learned from; null where that is open.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day that it did not see, its held-out period included.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Known positive examples it learned from: the evidence by which it is blended with the prior.</summary>
    public required int Positives { get; init; }

    /// <summary>The options it was trained with, by name.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Measures on the held-out period, by name, such as <c>ndcg@10</c>.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>How it did where it had not looked; null for a model that was never tried, which cannot be promoted.</summary>
    public HeldOut? HeldOut { get; init; }

    /// <summary>How inputs and scores were spread when it was trained, by column, with <c>score</c> for the scores; drift is measured against it.</summary>
    public IReadOnlyDictionary<string, Spread> Spreads { get; init; } = new Dictionary<string, Spread>();
}

/// <summary>A period that a model did not learn from, and how it, the prior and the model that served did in it.</summary>
/// <param name="From">Its first day.</param>
/// <param name="Until">The first day after it.</param>
/// <param name="Measure">What was measured for each query, such as <c>ndcg@10</c>; higher is better.</param>
/// <param name="Serving">The model that served when this was measured; null for the prior alone.</param>
/// <param name="Queries">One for each query.</param>
public sealed record HeldOut(DateOnly From, DateOnly Until, string Measure, string? Serving, IReadOnlyList<HeldOutQuery> Queries);

/// <summary>One query of a held-out period.</summary>
/// <param name="Group">What succeeds or fails together, such as the partnership that brought the answer: groups are drawn, not queries.</param>
/// <param name="Model">The measure of the model.</param>
/// <param name="Prior">That of the prior.</param>
/// <param name="Serving">That of the model that served; null where none did.</param>
public sealed record HeldOutQuery(string Group, double Model, double Prior, double? Serving);

/// <summary>How one column was spread: the borders between its parts and the share of rows in each.</summary>
/// <param name="Borders">Rising; a value belongs to the first part whose border is not below it, or to the last.</param>
/// <param name="Shares">One more than borders; they add up to 1.</param>
public sealed record Spread(IReadOnlyList<float> Borders, IReadOnlyList<double> Shares);

/// <summary>A model in the registry.</summary>
/// <param name="Id">Its last day and the head of its checksum: the same data and options give the same id.</param>
/// <param name="Record">What is kept of it.</param>
public sealed record RegisteredModel(string Id, ModelRecord Record);
