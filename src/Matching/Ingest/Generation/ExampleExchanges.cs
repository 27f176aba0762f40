using System.Globalization;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Generation;

/// <summary>Makes up what actors offer and need.</summary>
internal sealed class ExampleExchanges
{
    private const ulong Series = 5;

    private readonly ulong _seed;
    private readonly Dictionary<ActorKind, (Weighted<ExchangeProfile> Offers, Weighted<ExchangeProfile> Needs)> _profiles = [];

    public ExampleExchanges(SeedNetwork seeds, ulong seed)
    {
        _seed = seed;
        Add(ActorKind.Cso, Profiles.CsoOffers, Profiles.CsoNeeds);
        Add(ActorKind.Business, Profiles.BusinessOffers, Profiles.BusinessNeeds);
        Add(ActorKind.Academia, Profiles.AcademiaOffers, Profiles.AcademiaNeeds);
        Add(ActorKind.Other, Profiles.MediaOffers, Profiles.MediaNeeds);

        void Add(ActorKind kind, IReadOnlyList<ExchangeProfile> offers, IReadOnlyList<ExchangeProfile> needs) =>
            _profiles.Add(kind, (Known(offers), Known(needs)));

        Weighted<ExchangeProfile> Known(IReadOnlyList<ExchangeProfile> profiles) =>
            new(profiles.Where(profile => seeds.HasResource(profile.Resource)), (profile, _) => profile.Weight);
    }

    /// <summary>Writes the rows of one actor.</summary>
    public void Write(ExampleActor actor, int number, PackageWriter offers, PackageWriter needs)
    {
        var lots = Lots.For(_seed, Series + (ulong)actor.Kind, (ulong)number);
        var profiles = _profiles[actor.Kind];
        Write(actor, lots, profiles.Offers, lots.Between(1, actor.Kind == ActorKind.Business ? 4 : 3), offers);
        Write(actor, lots, profiles.Needs, actor.Kind == ActorKind.Cso ? lots.Between(2, 4) : lots.Between(1, 2), needs);
    }

    private static void Write(ExampleActor actor, Lots lots, Weighted<ExchangeProfile> profiles, int count, PackageWriter writer)
    {
        if (profiles.Items.Count == 0)
        {
            return;
        }

        var drawn = new List<string>();
        for (var draw = 0; draw < count; draw++)
        {
            var profile = profiles.Draw(lots);
            if (drawn.Contains(profile.Resource))
            {
                continue;
            }

            drawn.Add(profile.Resource);
            var from = actor.Joined.AddDays(lots.Between(0, 150));
            var quantity = profile.Unit is null ? (long?)null : profile.Least + (lots.Between(0, profile.Steps) * profile.Step);
            writer.WriteRow(
                actor.Id,
                profile.Resource,
                quantity?.ToString(CultureInfo.InvariantCulture),
                profile.Unit,
                actor.Serves[0],
                Iso(from),
                Until(from, lots) is { } until ? Iso(until) : null,
                $"Contoh: {profile.Note}");
        }
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>One in ten has ended before the reference day, so that a view of an earlier day differs.</summary>
    private static DateOnly? Until(DateOnly from, Lots lots)
    {
        if (!lots.Chance(10))
        {
            return null;
        }

        var until = from.AddDays(lots.Between(90, 700));
        return until < NetworkGenerator.ReferenceDay ? until : NetworkGenerator.ReferenceDay;
    }
}
