using System.Text.Json.Nodes;
using CoEvolve.Api.Documentation;
using CoEvolve.Api.Problems;
using CoEvolve.Api.Queries;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Explanations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CoEvolve.Api.Recommendations;

/// <summary>Why somebody is recommended, and what an actor could do to be found by more.</summary>
internal static class ExplanationsApi
{
    private const int DefaultAdvice = 5;
    private const int MostAdvice = 50;

    private static readonly QueryParameter<int> Limit = Parameters.Limit(DefaultAdvice, MostAdvice);
    private static readonly QueryParameter[] ExplanationQuery = [Parameters.Language];
    private static readonly QueryParameter[] AdviceQuery = [Limit, Parameters.Language];

    public static void MapExplanations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/actors/{id}/recommendations/{candidate}/explanation", Explain).WithTags("Recommendations")
            .Describe(ExplanationQuery, ExplanationExample, ProblemKind.UnknownRecommendation);
        routes.MapGet("/actors/{id}/advice", Advise).WithTags("Recommendations").Describe(AdviceQuery, AdviceExample, ProblemKind.UnknownActor);
    }

    /// <summary>Why a candidate stands in an actor's list: features, what each adds to the score, the path, the model and the run.</summary>
    /// <remarks>
    /// `start` and the contributions of the six groups add up to `value`, of which `forward` is a rising function. What looks at private facts of the candidate (its needs, its answers) is
    /// summed up by group under the name `withheld`. A candidate that is not in the list is answered with a problem that does not say why.
    /// </remarks>
    private static async Task<Results<Ok<ExplanationPage>, ProblemHttpResult>> Explain(
        string id, string candidate, HttpContext context, Explainer explainer, IServiceProvider services, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, ExplanationQuery);
        var language = RequestLanguage.Read(context, query);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var (actor, other) = (new ActorId(id), new ActorId(candidate));
        if (await explainer.ExplainAsync(actor, other, language, cancellationToken).ConfigureAwait(false) is not { } explanation)
        {
            return Problem.UnknownRecommendation(actor, other);
        }

        var run = services.GetService<Workplace>() is { } workplace ? await RunAsync(workplace, actor, other, cancellationToken).ConfigureAwait(false) : null;
        return TypedResults.Ok(ExplanationPage.Of(explanation, run));
    }

    /// <summary>What an actor could list among its needs or offers, and about how many more partners would then reach its first ten.</summary>
    /// <remarks>Each edit is tried on the candidates of today, scored anew. Advice that would bring fewer than two is left out.</remarks>
    private static async Task<Results<Ok<AdvicePage>, ProblemHttpResult>> Advise(string id, HttpContext context, AdviceFinder finder, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, AdviceQuery);
        var (limit, language) = (query.Read(Limit, DefaultAdvice), RequestLanguage.Read(context, query));
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var actor = new ActorId(id);
        var advice = await finder.FindAsync(actor, limit, language, cancellationToken).ConfigureAwait(false);
        return advice is null ? Problem.UnknownActor(actor) : TypedResults.Ok(AdvicePage.Of(advice));
    }

    private static async Task<RunItem?> RunAsync(Workplace workplace, ActorId actor, ActorId candidate, CancellationToken cancellationToken) =>
        await workplace.Ledger.Lists.VisibleAsync(actor, cancellationToken).ConfigureAwait(false) is { } visible
        && visible.List.Items.FirstOrDefault(item => item.Candidate.Id == candidate) is { } item
            ? new(visible.Run, item.Rank)
            : null;

    private static JsonNode ExplanationExample() => JsonNode.Parse("""
        {
          "actor": { "id": "sample-cso-006", "name": "Contoh OMS Kesehatan Aceh Besar 006", "kind": "cso", "locality": "11.06", "localityName": "Kabupaten Aceh Besar", "sample": true },
          "candidate": { "id": "gov-11.06", "name": "Pemerintah Kabupaten Aceh Besar", "kind": "government", "locality": "11.06", "localityName": "Kabupaten Aceh Besar", "sample": false },
          "rank": 1, "score": 0.26, "forward": 0.3, "backward": 0.23, "tier": "district",
          "value": -0.85, "start": -3.6,
          "groups": [
            { "group": "need", "contribution": 0.2 }, { "group": "place", "contribution": 1.6 }, { "group": "sector", "contribution": 0.8 },
            { "group": "trust", "contribution": 0 }, { "group": "capacity", "contribution": 0.15 }, { "group": "activity", "contribution": 0 }
          ],
          "features": [ { "name": "place", "group": "place", "value": 1, "contribution": 1.6 }, { "name": "withheld", "group": "capacity", "value": null, "contribution": 0.15 } ],
          "reason": "Pemerintah Kabupaten Aceh Besar juga bergerak di bidang kesehatan dan melayani Kabupaten Aceh Besar.",
          "rules": [ "serves-my-locality" ],
          "cypher": {
            "query": "MATCH path = (:Actor {id: $actor})-[:BASED_IN]->(:Locality)<-[:SERVES]-(:Actor {id: $candidate}) RETURN path",
            "parameters": { "actor": "sample-cso-006", "candidate": "gov-11.06" }
          },
          "model": "prior", "run": { "id": 12, "rank": 1 }, "asOf": "2026-01-31"
        }
        """)!;

    private static JsonNode AdviceExample() => JsonNode.Parse("""
        {
          "items": [
            { "resource": "facilities.venue", "name": "Tempat pertemuan", "among": "offers", "partners": 4,
              "sentence": "Jika Anda mencantumkan tempat pertemuan di antara penawaran Anda, sekitar 4 mitra lagi masuk sepuluh besar Anda." }
          ]
        }
        """)!;
}
