using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>An opaque mark between two pages of one list of recommendations.</summary>
/// <remarks>
/// Base64url of <c>1|day|filters|rank|id</c>: the last item of the page. The next page starts behind this actor wherever it stands by then, so that
/// an actor who joins meanwhile shows nobody twice; where it has left, behind its rank.
/// </remarks>
public sealed class RecommendationCursor
{
    private const string Version = "1";

    private readonly string _filters;

    internal RecommendationCursor(RecommendationRequest request, DateOnly asOf, int rank, ActorId last)
        : this(FiltersOf(request), asOf, rank, last)
    {
    }

    private RecommendationCursor(string filters, DateOnly asOf, int rank, ActorId last)
    {
        _filters = filters;
        AsOf = asOf;
        Rank = rank;
        Last = last;
    }

    internal DateOnly AsOf { get; }

    internal int Rank { get; }

    internal ActorId Last { get; }

    /// <summary>The mark behind an item of a list that was kept: the next page goes on from there with the network of the same day.</summary>
    public static RecommendationCursor Behind(RecommendationRequest request, DateOnly asOf, int rank, ActorId last)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request, asOf, rank, last);
    }

    /// <summary>Reads what <see cref="object.ToString"/> wrote.</summary>
    /// <param name="text">The cursor as the reader sends it.</param>
    /// <param name="request">The question that is to be continued; its kinds, tiers and day must be those of the first page.</param>
    /// <param name="cursor">The cursor.</param>
    /// <returns>False where the text is no cursor, or one of a list with other filters.</returns>
    public static bool TryParse(string? text, RecommendationRequest request, [NotNullWhen(true)] out RecommendationCursor? cursor)
    {
        ArgumentNullException.ThrowIfNull(request);
        cursor = Read(text);
        if (cursor?.BelongsTo(request) == false)
        {
            cursor = null;
        }

        return cursor is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        FormattableString.Invariant($"{Version}|{AsOf:O}|{_filters}|{Rank}|{Last.Value}")));

    internal bool BelongsTo(RecommendationRequest request) => _filters == FiltersOf(request) && (request.AsOf is null || request.AsOf == AsOf);

    private static RecommendationCursor? Read(string? text)
    {
        if (text is not { Length: > 0 and <= 2000 } || !Base64Url.IsValid(text))
        {
            return null;
        }

        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 5) is [Version, var day, var filters, var rank, { Length: > 0 } id]
            && DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf)
            && int.TryParse(rank, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(filters, asOf, number, new(id))
            : null;
    }

    private static string FiltersOf(RecommendationRequest request)
    {
        var kinds = request.Kinds?.Order().Select(kind => kind.Code()) ?? ["all"];
        var tiers = request.Tiers?.Order().Select(tier => tier.Code()) ?? ["all"];
        return $"{string.Join(',', kinds)}/{string.Join(',', tiers)}";
    }
}
