using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Triads;

namespace CoEvolve.Matching.Recommendations.Coalitions;

/// <summary>Finds the smallest sets of partners that cover a need. Safe to use from several threads.</summary>
/// <param name="recommender">Finds and scores pairs.</param>
public sealed class CoalitionFinder(Recommender recommender)
{
    private readonly PairSource _source = recommender.Pairs;
    private readonly CoalitionOptions _options = recommender.Pairs.Options.Coalitions;

    /// <summary>The coalitions for a need, or what is wrong with it.</summary>
    public async Task<CoalitionAnswer> FindAsync(CoalitionNeed need, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(need);
        await using var transaction = await recommender.Graph.BeginTransactionAsync(AccessMode.Read, cancellationToken);
        var network = await _source.NetworkAsync(transaction, recommender.Today, cancellationToken);
        var faults = NeedCheck.Faults(need, network, _options).ToList();
        ActorKind? kind = null;
        if (need.Actor is { } actor)
        {
            kind = await KindAsync(transaction, actor, network.AsOf, cancellationToken);
            if (kind is null)
            {
                faults.Add(new("/actor", $"No actor that takes part today has the id '{actor}'. Search for it with GET /api/v1/actors?name=…, or leave it out."));
            }
        }

        return faults.Count > 0 ? new(faults, null) : new([], await FindAsync(transaction, need, kind, network, cancellationToken));
    }

    private async Task<CoalitionList> FindAsync(IGraphTransaction transaction, CoalitionNeed need, ActorKind? kind, NetworkProfile network, CancellationToken cancellationToken)
    {
        var book = new OfferBook(need, await OffersAsync(transaction, need, kind, network, cancellationToken), network, _options.LeastFit);
        IEnumerable<ActorId> ids = book.Actors;
        if (need.Actor is { } asker)
        {
            var eligible = await _source.Finder.EligibleAsync(transaction, asker, network.AsOf, kind!.Value, ids, null, cancellationToken);
            ids = ids.Where(eligible.Contains);
        }

        var wanted = ids.ToArray();
        var facts = await PairReader.ReadActorsAsync(transaction, need.Actor is { } self ? wanted.Append(self) : wanted, network, cancellationToken);
        var from = Asking(need, facts.FirstOrDefault(fact => fact.Actor.Id == need.Actor));
        PairFacts[] partners = [.. facts.Where(fact => fact.Actor.Id != need.Actor).Select(fact => new PairFacts(from, fact, [], network))];
        Supplier[] suppliers = [.. partners.Select(pair => new Supplier(book.AmountsOf(pair.To.Actor.Id), _source.Score(pair).Score.Forward.Value))];
        double[] demand = [.. need.Resources.Select(resource => resource.Quantity ?? 1)];
        var result = CoverSearch.Run(
            suppliers, demand, need.MostPartners ?? _options.MostPartners, need.Alternatives ?? _options.DefaultAlternatives, _options.MostBranches);
        return new(
            network.AsOf,
            result.IsExact,
            [.. result.Covers.Select((cover, index) => Show(index + 1, cover, partners, suppliers, need, book))],
            [.. Uncovered(need, demand, result.Targets, book, network)]);
    }

    /// <summary>Whose view a partner is scored from: the asking actor with this need, or somebody at the place who has it.</summary>
    private static ActorFacts Asking(CoalitionNeed need, ActorFacts? self)
    {
        ResourceStatement[] needs = [.. need.Resources.Select(resource => new ResourceStatement(resource.Resource, need.Locality))];
        return self is null
            ? new() { Actor = new(new(""), "", ActorKind.Cso, null, Sample: false), Base = need.Locality, Serves = [], Sectors = [], Offers = [], Needs = needs }
            : self with { Needs = needs, Serves = [.. self.Serves.Append(need.Locality).Distinct()] };
    }

    private async Task<List<OfferRow>> OffersAsync(IGraphTransaction transaction, CoalitionNeed need, ActorKind? kind, NetworkProfile network, CancellationToken cancellationToken)
    {
        var wanted = kind is { } known && _source.Options.Candidates.Wanted.TryGetValue(known, out var kinds) ? kinds : Codes.AllKinds;
        var parameters = new Parameters
        {
            ["resources"] = Value.Of(need.Resources.SelectMany(resource => network.Resources.Meeting(resource.Resource, _options.LeastFit))
                .Select(code => code.Value).Distinct().Order(StringComparer.Ordinal)),
            ["kinds"] = Value.Of(wanted.Select(item => item.Code())),
            ["asOf"] = Value.Of(network.AsOf),
            ["deadline"] = Value.Of(need.Deadline),
        };
        return await transaction.ReadNamedAsync("Recommendations/Queries/coalition-offers", parameters, ReadOffer, cancellationToken);
    }

    private static async Task<ActorKind?> KindAsync(IGraphTransaction transaction, ActorId actor, DateOnly asOf, CancellationToken cancellationToken)
    {
        var parameters = new Parameters { ["actor"] = Value.Of(actor.Value), ["asOf"] = Value.Of(asOf) };
        var kinds = await transaction.ReadNamedAsync("Recommendations/Queries/actor-kind", parameters, row => Codes.ParseKind(row[0].AsString()), cancellationToken);
        return kinds is [var kind] ? kind : null;
    }

    private static Coalition Show(int rank, FoundCover cover, PairFacts[] partners, Supplier[] suppliers, CoalitionNeed need, OfferBook book)
    {
        CoalitionMember[] members =
        [
            .. cover.Suppliers.OrderByDescending(number => suppliers[number].Worth).ThenBy(number => number).Select(number =>
                new CoalitionMember(partners[number].To.Actor, new(suppliers[number].Worth), [.. Provides(partners[number], suppliers[number], need, book)])),
        ];
        return new(rank, new(cover.Worth), members, Sentence(members, need.Language));
    }

    private static IEnumerable<ProvidedResource> Provides(PairFacts partner, Supplier supplier, CoalitionNeed need, OfferBook book)
    {
        for (var index = 0; index < need.Resources.Count; index++)
        {
            if (supplier.Amounts[index] > 0)
            {
                var asked = need.Resources[index];
                yield return new(
                    TriadWriter.Label(asked.Resource, partner.Network, need.Language),
                    [.. book.KindsOf(partner.To.Actor.Id, index).Select(kind => TriadWriter.Label(kind, partner.Network, need.Language))],
                    asked.Quantity is null ? null : supplier.Amounts[index],
                    asked.Quantity is null ? null : asked.Unit);
            }
        }
    }

    private static string Sentence(IReadOnlyList<CoalitionMember> members, Language language)
    {
        var words = Phrasebook.Of(language);
        var clauses = members.Select(member =>
        {
            var offers = member.Provides.SelectMany(provided => provided.Offers).Select(offer => Phrasebook.InSentence(offer.Name)).Distinct();
            return $"{member.Actor.Name} {words.OffersNeeded(words.Join([.. offers]), member.Actor.Kind == ActorKind.Government)}";
        });
        return words.Join([.. clauses]) + ".";
    }

    private static IEnumerable<UncoveredResource> Uncovered(CoalitionNeed need, double[] demand, double[] targets, OfferBook book, NetworkProfile network)
    {
        for (var index = 0; index < demand.Length; index++)
        {
            if (targets[index] < demand[index] * (1 - 1e-9))
            {
                var asked = need.Resources[index];
                yield return new(
                    TriadWriter.Label(asked.Resource, network, need.Language),
                    asked.Quantity is null ? null : demand[index] - targets[index],
                    asked.Quantity is null ? null : asked.Unit,
                    book.WithoutQuantity(index));
            }
        }
    }

    private static OfferRow ReadOffer(ReadOnlySpan<Value> row) => new(
        new(row[0].AsString()),
        new(row[1].AsString()),
        row[2].AsDoubleOrNull(),
        row[3].AsStringOrNull(),
        row[4].AsStringOrNull() is { } locality ? new LocalityCode(locality) : null);
}
