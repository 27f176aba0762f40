using CoEvolve.Graph.Values;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Mail;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Triads;
using MimeKit;

namespace CoEvolve.Jobs.Digests;

/// <summary>Who reads a mail, as the network has it.</summary>
internal sealed record Reader(ActorId Id, string Name, string? Email, Language Language, TimeZoneInfo Zone)
{
    public static Reader Read(Value[] row) => new(
        new(row[0].AsString()),
        row[1].AsString(),
        row[2].IsNull || !MailboxAddress.TryParse(row[2].AsString(), out _) ? null : row[2].AsString(),
        !row[3].IsNull && row[3].AsString() == "en" ? Language.English : Language.Indonesian,
        IndonesianTime.Of(row[4].AsList() is { Count: > 0 } seats ? new LocalityCode(seats[0].AsString()) : null));
}

/// <summary>What a mail will show.</summary>
internal sealed record Draft(Reader Reader, Preference Wish, string Week, VisibleList Visible, IReadOnlyList<ListedPartner> Shown, HashSet<ActorId> Answered)
{
    /// <summary>Those shown who were not in the mail before.</summary>
    public required HashSet<ActorId> Fresh { get; init; }

    /// <summary>How many have gone since the mail before, other than by an answer.</summary>
    public required int Left { get; init; }

    /// <summary>Whether there was no mail before.</summary>
    public required bool First { get; init; }

    public IReadOnlyList<Triad> Triads { get; set; } = [];

    public Language Language => Wish.Language ?? Reader.Language;

    public static Draft Of(Reader reader, Preference wish, string week, VisibleList visible, Delivery? last, IEnumerable<Answer> answers, int partners)
    {
        var answered = answers.Where(answer => answer.Verdict != Verdict.Later).Select(answer => answer.Candidate).ToHashSet();
        ListedPartner[] shown =
        [
            .. visible.List.Items
                .Where(item => !answered.Contains(item.Candidate.Id) && wish.Kinds?.Contains(item.Candidate.Kind) != false)
                .Take(partners).Select((item, index) => item with { Rank = index + 1 }),
        ];
        var before = last?.Shown.ToHashSet() ?? [];
        return new(reader, wish, week, visible, shown, answered)
        {
            Fresh = shown.Where(item => !before.Contains(item.Candidate.Id)).Select(item => item.Candidate.Id).ToHashSet(),
            Left = before.Except(shown.Select(item => item.Candidate.Id)).Except(answered).Count(),
            First = last is null,
        };
    }

    /// <summary>Whether the reader wants to hear of an actor.</summary>
    public bool Suits(ActorName other) => other.Id == Reader.Id || (!Answered.Contains(other.Id) && Wish.Kinds?.Contains(other.Kind) != false);
}
