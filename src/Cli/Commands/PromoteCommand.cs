using System.CommandLine;
using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Ranking.Registry;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve promote MODEL</c>: lets a model serve if it is no worse than what serves now and than the prior.</summary>
internal static class PromoteCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("MODEL") { Description = "The model's id; 'coevolve models' lists them." };
        var data = CommonOptions.Data();
        var json = CommonOptions.Json();
        var command = new Command("promote", "Let a model serve, if its held-out period shows that it is no worse than the serving one and than the prior.") { model, data, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string id, string data, bool json)
    {
        var verdict = ModelsCommand.Registry(data).Promote(id);
        if (json)
        {
            Screen.Json(verdict);
        }
        else
        {
            foreach (var comparison in verdict.Comparisons)
            {
                Screen.Line(string.Create(
                    CultureInfo.InvariantCulture,
                    $"against {comparison.Against}: {comparison.Model:0.0000} to {comparison.Reference:0.0000}, difference {comparison.Low:+0.0000;-0.0000} to {comparison.High:+0.0000;-0.0000} (95 %): {(comparison.NoWorse ? "no worse" : "worse, or it may be")}"));
            }
        }

        if (!verdict.Promoted)
        {
            throw new CommandFailedException(Why(verdict.Reason, id));
        }

        Screen.Note($"{id} serves now; 'coevolve rollback' takes that back.");
        return ExitCodes.Success;
    }

    private static string Why(VerdictReason reason, string id) => reason switch
    {
        VerdictReason.AlreadyServing => $"the model '{id}' serves already",
        VerdictReason.NotTried => $"the model '{id}' was never tried on a held-out period: train again with data of a longer time",
        VerdictReason.TooFewQueries => $"the held-out period of '{id}' has too few new partnerships to show anything: train again when there are more",
        VerdictReason.ComparedWithAnother => $"the model '{id}' was compared with another model than the one that serves now: train again, and promote that one",
        _ => $"the model '{id}' is not shown to be no worse than what it would replace; what serves stays",
    };
}

/// <summary><c>coevolve rollback</c>: takes the last promotion back.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var command = new Command("rollback", "Take the last promotion back: the model before it serves again, or the prior where there was none.") { data };
        command.SetAction(parsed =>
        {
            var (from, to) = ModelsCommand.Registry(parsed.GetRequiredValue(data)).RollBack()
                ?? throw new CommandFailedException("no model serves, so that there is no promotion to take back; the prior serves");
            Screen.Note($"{from} serves no longer; {to ?? "the prior"} does.");
            return ExitCodes.Success;
        });
        return command;
    }
}
