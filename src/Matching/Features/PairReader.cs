using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Candidates.Held;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>Reads the facts of an actor and of all its candidates at once: two queries, however many candidates there are.</summary>
internal static class PairReader
{
    /// <summary>The actor, and one pair a candidate ordered by the candidate's id, in which the actor is <see cref="PairFacts.From"/>.</summary>
    public static async Task<(ActorFacts Actor, IReadOnlyList<PairFacts> Pairs)> ReadAsync(
        IGraphTransaction transaction,
        ActorId actor,
        IReadOnlyCollection<Candidate> candidates,
        NetworkProfile network,
        CancellationToken cancellationToken)
    {
        var facts = await ReadActorsAsync(transaction, candidates.Select(candidate => candidate.Id).Append(actor), network, cancellationToken);
        var parameters = new Parameters { ["actor"] = Value.Of(actor.Value), ["asOf"] = Value.Of(network.AsOf) };
        var partners = await transaction.ReadNamedAsync("Features/Queries/common-partners", parameters, ReadPartner, cancellationToken);
        var common = partners
            .SelectMany(partner => partner.WorkedWith.Select(other => (Other: other, partner.Partner)))
            .ToLookup(pair => pair.Other, pair => pair.Partner);
        var self = facts.Single(found => found.Actor.Id == actor);
        return (self,
        [
            .. facts.Where(found => found.Actor.Id != actor)
                .OrderBy(found => found.Actor.Id.Value, StringComparer.Ordinal)
                .Select(found => new PairFacts(self, found, [.. common[found.Actor.Id]], network)),
        ]);
    }

    /// <summary>The same out of a held network.</summary>
    /// <param name="asker">Who asks.</param>
    /// <param name="facts">The facts of all actors, by their numbers.</param>
    /// <param name="candidates">Its candidates, each once.</param>
    /// <param name="network">The network of the day.</param>
    /// <returns>The candidates that the network has, in the order of their ids.</returns>
    public static IReadOnlyList<(Candidate Candidate, PairFacts Pair)> Read(HeldAsker asker, ActorFacts[] facts, IReadOnlyCollection<Candidate> candidates, NetworkProfile network)
    {
        var common = new Dictionary<int, List<CommonPartner>>();
        foreach (var (partner, others) in asker.OfPartners)
        {
            var shared = new CommonPartner(facts[partner].Actor.Id, facts[partner].Actor.Name, others.Count);
            foreach (var other in others)
            {
                (common.TryGetValue(other, out var list) ? list : common[other] = []).Add(shared);
            }
        }

        (int Number, Candidate Candidate)[] known =
        [
            .. candidates.Select(candidate => (Number: candidate.Number >= 0 ? candidate.Number : asker.Network.Find(candidate.Id), candidate))
                .Where(entry => entry.Number >= 0 && entry.Number != asker.Number),
        ];
        Array.Sort(known, static (a, b) => a.Number.CompareTo(b.Number));
        return [.. known.Select(entry => (entry.Candidate, new PairFacts(facts[asker.Number], facts[entry.Number], common.TryGetValue(entry.Number, out var shared) ? shared : [], network)))];
    }

    /// <summary>The facts of some actors, in the order of their ids.</summary>
    public static async Task<IReadOnlyList<ActorFacts>> ReadActorsAsync(
        IGraphTransaction transaction, IEnumerable<ActorId> actors, NetworkProfile network, CancellationToken cancellationToken)
    {
        var ids = actors.Select(actor => actor.Value).Distinct().Order(StringComparer.Ordinal);
        var parameters = new Parameters { ["ids"] = Value.Of(ids), ["asOf"] = Value.Of(network.AsOf) };
        return await transaction.ReadNamedAsync("Features/Queries/actors", parameters, row => ReadActor(row, network), cancellationToken);
    }

    private static ActorFacts ReadActor(ReadOnlySpan<Value> row, NetworkProfile network)
    {
        var seat = row[5].AsStrings() is [var code, ..] ? new LocalityCode(code) : (LocalityCode?)null;
        return new()
        {
            Actor = new(
                new(row[0].AsString()),
                row[1].AsString(),
                Codes.ParseKind(row[2].AsString()),
                seat is { } known ? network.Localities.Find(known)?.Name : null,
                row[3].AsBoolean()),
            Capacity = row[4].AsDoubleOrNull(),
            Base = seat,
            Serves = [.. row[6].AsStrings().Order(StringComparer.Ordinal).Select(item => new LocalityCode(item))],
            Sectors = [.. row[7].AsStrings().Order(StringComparer.Ordinal).Select(item => new SectorCode(item))],
            Offers = ReadStatements(row[8]),
            Needs = ReadStatements(row[9]),
            RunningPartnerships = row[10].AsInteger(),
            Accepted = row[11].AsInteger(),
            Declined = row[12].AsInteger(),
            Leaders = row[13].AsIntegerOrNull(),
            WomenLeaders = row[14].AsIntegerOrNull(),
        };
    }

    private static ResourceStatement[] ReadStatements(Value list) =>
    [
        .. list.AsList()
            .Select(item => item.AsList())
            .Select(item => new ResourceStatement(new(item[0].AsString()), item[1].AsStringOrNull() is { } locality ? new LocalityCode(locality) : null))
            .Distinct()
            .OrderBy(item => item.Resource.Value, StringComparer.Ordinal)
            .ThenBy(item => item.Locality?.Value, StringComparer.Ordinal),
    ];

    private static (CommonPartner Partner, IReadOnlyList<ActorId> WorkedWith) ReadPartner(ReadOnlySpan<Value> row)
    {
        var others = row[2].AsStrings();
        return (new(new(row[0].AsString()), row[1].AsString(), others.Count), [.. others.Select(id => new ActorId(id))]);
    }
}
