using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Evaluation.Reports;

/// <summary>
/// An evaluation as JSON: <c>{"protocol":{…},"methods":[{"name":…,"ndcg@10":…,"recall@10":…,"slices":{…}}]}</c>. A method's own measures are those of all queries; each
/// slice has the same ones. <c>intervals</c> holds [low, high] at 95 %; <c>pAgainstCoevolve</c> is adjusted by Holm. What cannot be told is null.
/// </summary>
public static class EvaluationJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text.</summary>
    public static string Of(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var root = new JsonObject
        {
            ["protocol"] = OfProtocol(result),
            ["methods"] = new JsonArray([.. result.Methods.Select(OfMethod)]),
        };
        return root.ToJsonString(Options) + "\n";
    }

    private static JsonObject OfProtocol(EvaluationResult result)
    {
        var protocol = result.Protocol;
        return new()
        {
            ["split"] = Day(protocol.Split),
            ["until"] = Day(protocol.Until),
            ["acrossKinds"] = protocol.AcrossKinds,
            ["sameLocality"] = protocol.SameLocality?.Code(),
            ["partnershipMembers"] = new JsonArray(2, 50),
            ["ranking"] = "full, over all known actors less the actor and its partners before the split",
            ["actors"] = protocol.Actors,
            ["trainingPartnerships"] = protocol.TrainingPartnerships,
            ["testPartnerships"] = protocol.TestPartnerships,
            ["queries"] = protocol.Queries,
            ["newcomers"] = protocol.Newcomers,
            ["meanRelevant"] = Number(protocol.MeanRelevant),
            ["validationFrom"] = protocol.ValidationFrom is { } from ? Day(from) : null,
            ["validationQueries"] = protocol.ValidationQueries,
            ["seed"] = protocol.Seed,
            ["resamples"] = protocol.Resamples,
            ["intervals"] = "95 %, bootstrap by test partnership",
            ["bestBaseline"] = result.BestBaseline,
        };
    }

    private static JsonObject OfMethod(MethodResult method)
    {
        var json = new JsonObject { ["name"] = method.Name, ["baseline"] = method.IsBaseline, ["setting"] = method.Setting };
        AddMeasures(json, method.Overall);
        json["ratioToBestBaseline"] = Number(method.RatioToBestBaseline.Value);
        json["intervals"]!["ratioToBestBaseline"] = Ends(method.RatioToBestBaseline.Interval);
        json["pAgainstCoevolve"] = method.PAgainstCoevolve is { } p ? Number(p) : null;
        json["tried"] = new JsonArray([.. method.Tried.Select(tried => new JsonObject { ["setting"] = tried.Setting, ["ndcg@10"] = Number(tried.Ndcg10) })]);
        var slices = new JsonObject();
        foreach (var slice in method.Slices)
        {
            var measures = new JsonObject();
            AddMeasures(measures, slice);
            slices[slice.Slice] = measures;
        }

        json["slices"] = slices;
        return json;
    }

    private static void AddMeasures(JsonObject json, SliceResult slice)
    {
        var intervals = new JsonObject();
        json["queries"] = slice.Queries;
        foreach (var (name, estimate) in Estimates(slice))
        {
            json[name] = Number(estimate.Value);
            intervals[name] = Ends(estimate.Interval);
        }

        json["coverage"] = Number(slice.Coverage);
        json["exposureGini"] = Number(slice.ExposureGini);
        json["novelty"] = Number(slice.Novelty);
        json["oracle@10"] = Number(slice.Oracle10);
        json["calibrationError"] = Number(slice.CalibrationError);
        json["intervals"] = intervals;
    }

    private static (string Name, Estimate Estimate)[] Estimates(SliceResult slice) =>
        [("ndcg@10", slice.Ndcg10), ("recall@10", slice.Recall10), ("recall@50", slice.Recall50), ("mrr", slice.Mrr), ("hit@10", slice.Hit10)];

    private static JsonArray Ends(Interval interval) => new(Number(interval.Low), Number(interval.High));

    // JSON has no NaN.
    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(Math.Round(value, 6)) : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
