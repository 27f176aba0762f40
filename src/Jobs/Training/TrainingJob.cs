using System.Text.Json;
using System.Text.Json.Serialization;
using CoEvolve.Graph;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking.Registry;

namespace CoEvolve.Jobs.Training;

/// <summary>
/// Once a week: trains a model on the network's past, tries it on its last months, and lets it serve if it is no worse than the serving one and than the prior. What survives a crash: the registry holds
/// a model whole or not at all, and the same data give the same model, so a run that is begun again ends where the first would have. The registry decides what serves; the ledger notes it.
/// </summary>
public sealed class TrainingJob(IGraph graph, LedgerStore ledger, ModelRegistry registry, TimeProvider time, TrainingOptions options) : IJob
{
    private static readonly JsonSerializerOptions Format = new() { Converters = { new JsonStringEnumConverter() } };

    /// <inheritdoc/>
    public string Name => "train";

    /// <inheritdoc/>
    public string LeaseName => Name;

    /// <inheritdoc/>
    public async Task<string> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var trial = new ModelTrialOptions { Today = ProgrammeDay.Today(time), HeldOutDays = options.HeldOutDays, Threads = options.Threads };
        if (await ModelTrial.RunAsync(graph, registry, trial, cancellationToken) is not { } model)
        {
            await ledger.Models.NoteServingAsync(registry.Serving, cancellationToken);
            return JsonSerializer.Serialize(new { Model = (string?)null, Why = $"nobody found a new partner in the last {options.HeldOutDays} days: nothing could be shown by a model", registry.Serving }, Format);
        }

        var description = $"learned from {model.Record.Positives} positives until {model.Record.Until:yyyy-MM-dd}";
        await ledger.Models.EnterAsync(model.Id, description, JsonSerializer.Serialize(model.Record.Metrics), cancellationToken);
        var verdict = options.Promotes ? registry.Promote(model.Id) : null;

        // A run that ended between the registry and the ledger finds its model serving already: the ledger does not know yet, and learns it now.
        if (verdict is { Promoted: true } || (verdict is { Reason: VerdictReason.AlreadyServing } && (await ledger.Models.ServingAsync(cancellationToken))?.Id != model.Id))
        {
            await ledger.Audit.AppendAsync("job " + Name, "promote", "model " + model.Id, verdict.Reason.ToString(), cancellationToken);
        }

        await ledger.Models.NoteServingAsync(registry.Serving, cancellationToken);

        return JsonSerializer.Serialize(
            new { Model = model.Id, model.Record.Positives, model.Record.Metrics, Promoted = verdict?.Promoted ?? false, Reason = verdict?.Reason, verdict?.Comparisons, registry.Serving }, Format);
    }
}

/// <summary>How models are trained every week.</summary>
public sealed record TrainingOptions
{
    /// <summary>Days at the end on which a model is tried and from which it does not learn. Default 180. 30 to 365.</summary>
    public int HeldOutDays { get; init; } = 180;

    /// <summary>Threads of the training; they change no result. Default 2. 1 to 64.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Whether a model that passes the gate serves at once. Default yes; without, <c>coevolve promote</c> lets it.</summary>
    public bool Promotes { get; init; } = true;

    /// <summary>Throws <see cref="ArgumentException"/> for a value out of its range.</summary>
    public void Validate()
    {
        if (HeldOutDays is < 30 or > 365 || Threads is < 1 or > 64)
        {
            throw new ArgumentException($"An option of the training is out of its range: {this}");
        }
    }
}
