using CoEvolve.Api.Actors;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Explanations;

namespace CoEvolve.Api.Recommendations;

/// <summary>Why a candidate stands in an actor's list. Also what <c>coevolve explain --json</c> prints.</summary>
internal sealed record ExplanationPage
{
    /// <summary>Whose list.</summary>
    public required ActorItem Actor { get; init; }

    /// <summary>Who stands in it.</summary>
    public required ActorItem Candidate { get; init; }

    /// <summary>Its place in the list as computed now, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The square root of `forward` times `backward`, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>How likely the actor would take the candidate, 0 to 1: a rising function of `value`.</summary>
    public required double Forward { get; init; }

    /// <summary>How likely the candidate would take the actor, 0 to 1.</summary>
    public required double Backward { get; init; }

    /// <summary>The tier of the smallest locality that both have in common.</summary>
    public required Tier Tier { get; init; }

    /// <summary>`start` and the contributions of all groups together: the model's value before calibration, or the log-odds of the prior.</summary>
    public required double Value { get; init; }

    /// <summary>The value before anything is known of the pair.</summary>
    public required double Start { get; init; }

    /// <summary>What each of the six groups adds.</summary>
    public required IReadOnlyList<GroupItem> Groups { get; init; }

    /// <summary>What each feature adds, the most first; what looks at private facts of the candidate is summed up under the name `withheld`, without a value.</summary>
    public required IReadOnlyList<FeatureItem> Features { get; init; }

    /// <summary>One sentence in the language of the answer.</summary>
    public required string Reason { get; init; }

    /// <summary>The rules that found the candidate.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Returns the path that the reason speaks of.</summary>
    public required CypherItem Cypher { get; init; }

    /// <summary>What scored: the id of a learned model, or `prior`.</summary>
    public required string Model { get; init; }

    /// <summary>The run whose list the reader is shown, and the candidate's place in it; null where no run is shown or it does not hold the candidate.</summary>
    public required RunItem? Run { get; init; }

    /// <summary>The day on which the network was viewed.</summary>
    public required DateOnly AsOf { get; init; }

    public static ExplanationPage Of(PairExplanation explanation, RunItem? run) => new()
    {
        Actor = ActorItem.Of(explanation.Actor),
        Candidate = ActorItem.Of(explanation.Candidate),
        Rank = explanation.Rank,
        Score = explanation.Score.Value,
        Forward = explanation.Forward.Value,
        Backward = explanation.Backward.Value,
        Tier = explanation.Tier,
        Value = explanation.Value,
        Start = explanation.Start,
        Groups = [.. explanation.Groups.Select(group => new GroupItem(group.Group, group.Contribution))],
        Features = [.. explanation.Features.Select(feature => new FeatureItem(feature.Name, feature.Group, feature.Value, feature.Contribution))],
        Reason = explanation.Reason,
        Rules = explanation.Rules,
        Cypher = new(explanation.Cypher.Query, explanation.Cypher.Parameters),
        Model = explanation.Model,
        Run = run,
        AsOf = explanation.AsOf,
    };
}

/// <summary>A group of features.</summary>
/// <param name="Group">What it is about.</param>
/// <param name="Contribution">What it adds to the value.</param>
internal sealed record GroupItem(ContributionGroup Group, double Contribution);

/// <summary>A feature.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Value">Its number; null where it is withheld.</param>
/// <param name="Contribution">What it adds to the value.</param>
internal sealed record FeatureItem(string Name, ContributionGroup Group, double? Value, double Contribution);

/// <summary>A run of the night.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Rank">The candidate's place in its list.</param>
internal sealed record RunItem(long Id, int Rank);

/// <summary>What an actor could state of itself to be found by more partners. Also what <c>coevolve advise --json</c> prints.</summary>
/// <param name="Items">The advice, the most partners first; empty where nothing would bring two or more.</param>
internal sealed record AdvicePage(IReadOnlyList<AdviceItem> Items)
{
    public static AdvicePage Of(IReadOnlyList<Advice> advice) =>
        new([.. advice.Select(item => new AdviceItem(item.Resource.Value, item.Name, item.AsOffer ? "offers" : "needs", item.Partners, item.Sentence))]);
}

/// <summary>One piece of advice.</summary>
/// <param name="Resource">The code of the resource to list.</param>
/// <param name="Name">Its name.</param>
/// <param name="Among">Where to list it: `offers` or `needs`.</param>
/// <param name="Partners">About how many more partners would be worth a place among the first ten.</param>
/// <param name="Sentence">The advice in the language of the answer.</param>
internal sealed record AdviceItem(string Resource, string Name, string Among, int Partners, string Sentence);
