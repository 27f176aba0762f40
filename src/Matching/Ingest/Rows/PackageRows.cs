using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Rows;

/// <summary>When a fact holds: from the first day on, and no longer on the second. Null is unknown or without bound.</summary>
internal readonly record struct Period(DateOnly? From, DateOnly? Until);

/// <summary>A cell of a column that the format does not know, kept as it is.</summary>
internal readonly record struct FurtherCell(string Column, string Text);

/// <summary>A row of any file: the line where it begins, and its further cells.</summary>
internal abstract record PackageRow
{
    public required int Line { get; init; }

    public required IReadOnlyList<FurtherCell> Further { get; init; }
}

/// <summary>A row of a file whose rows form a tree.</summary>
internal abstract record TreeRow : PackageRow
{
    public required string Code { get; init; }

    public required string? Parent { get; init; }

    /// <summary>1-based number of the parent's column.</summary>
    public required int ParentColumn { get; init; }
}

/// <summary>A row of localities.csv.</summary>
internal sealed record LocalityRow : TreeRow
{
    public required string Name { get; init; }

    public required Tier Tier { get; init; }

    public required double? Latitude { get; init; }

    public required double? Longitude { get; init; }

    public required long? Population { get; init; }

    public required Period Valid { get; init; }
}

/// <summary>A row of neighbours.csv, with the smaller code first.</summary>
internal sealed record NeighbourRow : PackageRow
{
    public required string A { get; init; }

    public required string B { get; init; }

    public required double? Kilometres { get; init; }
}

/// <summary>A row of sectors.csv or resources.csv.</summary>
internal sealed record TermRow : TreeRow
{
    public required string? NameId { get; init; }

    public required string? NameEn { get; init; }
}

/// <summary>A row of actors.csv.</summary>
internal sealed record ActorRow : PackageRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required ActorKind Kind { get; init; }

    public required string? Subkind { get; init; }

    public required string? Locality { get; init; }

    public required IReadOnlyList<string> Serves { get; init; }

    public required IReadOnlyList<string> Sectors { get; init; }

    public required long? Capacity { get; init; }

    public required long? Leaders { get; init; }

    public required long? WomenLeaders { get; init; }

    public required long? YoungLeaders { get; init; }

    public required string? Email { get; init; }

    public required string? Language { get; init; }

    public required bool? Consent { get; init; }

    public required bool? Sample { get; init; }

    public required Period Valid { get; init; }

    public required string? Description { get; init; }
}

/// <summary>What tells one offer or need from another.</summary>
internal readonly record struct ExchangeKey(string Actor, string Resource, string? Locality, DateOnly? From);

/// <summary>A row of offers.csv or needs.csv.</summary>
internal sealed record ExchangeRow : PackageRow
{
    public required ExchangeKey Key { get; init; }

    public required double? Quantity { get; init; }

    public required string? Unit { get; init; }

    public required DateOnly? Until { get; init; }

    public required string? Note { get; init; }
}

/// <summary>One actor in a partnership.</summary>
internal readonly record struct Member(string Actor, string? Role);

/// <summary>A row of partnerships.csv.</summary>
internal sealed record PartnershipRow : PackageRow
{
    public required string Id { get; init; }

    public required Period Lasted { get; init; }

    public required string Status { get; init; }

    public required string? Locality { get; init; }

    public required IReadOnlyList<string> Sectors { get; init; }

    public required IReadOnlyList<Member> Members { get; init; }
}

/// <summary>A row of feedback.csv.</summary>
internal sealed record FeedbackRow : PackageRow
{
    public required string From { get; init; }

    public required string To { get; init; }

    public required string Verdict { get; init; }

    public required DateOnly At { get; init; }
}

/// <summary>A row of targets.csv.</summary>
internal sealed record TargetRow : PackageRow
{
    public required string Code { get; init; }

    public required string? NameId { get; init; }

    public required string? NameEn { get; init; }

    public required long? Floor { get; init; }

    public required string? Unit { get; init; }

    public required string Query { get; init; }
}
