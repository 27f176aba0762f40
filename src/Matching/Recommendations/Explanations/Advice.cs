using CoEvolve.Graph;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Explanations;

/// <summary>What an actor could state of itself, and what would come of it.</summary>
/// <param name="Resource">The kind of resource.</param>
/// <param name="Name">Its name in the language asked for.</param>
/// <param name="AsOffer">Whether it would be listed among the offers; else among the needs.</param>
/// <param name="Partners">How many more partners would be worth a place among the first ten of today.</param>
/// <param name="Sentence">The advice in the language asked for.</param>
public sealed record Advice(ResourceCode Resource, string Name, bool AsOffer, int Partners, string Sentence);

/// <summary>
/// Counterfactual advice: each resource that the actor does not list is put among its needs, or among its offers, all of its candidates are scored anew, and those are counted that reach the worth
/// of today's tenth and did not before.
/// </summary>
/// <remarks>
/// The edit is judged by the prior, whichever model serves: it looks at needs and offers directly, while a model has seen hardly anybody change a profile. Whom no rule found before the edit is not
/// counted, hence "about". Numbers below <see cref="Fewest"/> are kept back: a single one could be recognised. Safe to use from several threads.
/// </remarks>
/// <param name="recommender">Finds and scores the candidates.</param>
public sealed class AdviceFinder(Recommender recommender)
{
    /// <summary>The fewest partners that are told.</summary>
    public const int Fewest = 2;

    private const int Places = 10;

    /// <summary>The best advice, the most partners first.</summary>
    /// <param name="actor">For whom.</param>
    /// <param name="limit">How much at most; 1 or more.</param>
    /// <param name="language">Of names and sentences.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null where the network has no such actor today, or it has not consented to be matched.</returns>
    public async Task<IReadOnlyList<Advice>?> FindAsync(ActorId actor, int limit, Language language, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        await using var transaction = await recommender.Graph.BeginTransactionAsync(AccessMode.Read, cancellationToken);
        if (await recommender.Pairs.FindAsync(transaction, new(actor, recommender.Today), cancellationToken) is not { } found)
        {
            return null;
        }

        PairFacts[] pairs = [.. found.Pairs.Select(pair => pair.Facts)];
        double[] worths = [.. pairs.Select(Worth)];
        if (worths.Length <= Places)
        {
            return [];
        }

        var tenth = worths.OrderDescending().ElementAt(Places - 1);
        PairFacts[] behind = [.. pairs.Where((_, place) => worths[place] < tenth)];
        var advice = new List<Advice>();
        foreach (var resource in found.Network.Resources.Codes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var asOffer in (ReadOnlySpan<bool>)[false, true])
            {
                if (Edited(found.Actor, resource, asOffer) is { } edited && behind.Count(pair => Worth(pair with { From = edited }) >= tenth) is >= Fewest and var reached)
                {
                    var name = found.Network.Resources.NameOf(resource).In(language);
                    advice.Add(new(resource, name, asOffer, reached, Phrasebook.Of(language).IfListed(Phrasebook.InSentence(name), asOffer, reached)));
                }
            }
        }

        return [.. advice.OrderByDescending(item => item.Partners).ThenBy(item => item.Resource.Value, StringComparer.Ordinal).ThenBy(item => item.AsOffer).Take(limit)];
    }

    private double Worth(PairFacts pair) => recommender.Pairs.Score(pair).Score.Value.Value;

    /// <summary>The actor with one resource more; null where it lists it already.</summary>
    private static ActorFacts? Edited(ActorFacts actor, ResourceCode resource, bool asOffer)
    {
        var listed = asOffer ? actor.Offers : actor.Needs;
        ResourceStatement[] more = [.. listed, new(resource, null)];
        return listed.Any(statement => statement.Resource == resource) ? null : asOffer ? actor with { Offers = more } : actor with { Needs = more };
    }
}
