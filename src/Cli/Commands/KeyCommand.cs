using System.CommandLine;
using CoEvolve.Cli.Terminal;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Access;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve key</c>: keys of the API. It opens the ledger alone, so it works while the API runs.</summary>
internal static class KeyCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Whose key it is; the audit log names it." };
        var admin = new Option<bool>("--admin") { Description = "A key for the dashboard and for privacy requests." };
        var data = CommonOptions.Data();
        var create = new Command("create", "Make a key and print it this once.") { name, admin, data };
        create.SetAction((parsed, cancellationToken) =>
            CreateAsync(parsed.GetRequiredValue(data), parsed.GetRequiredValue(name), parsed.GetValue(admin) ? KeyRole.Admin : KeyRole.Portal, cancellationToken));
        var revoke = new Command("revoke", "Make a key useless.") { name, data };
        revoke.SetAction((parsed, cancellationToken) => RevokeAsync(parsed.GetRequiredValue(data), parsed.GetRequiredValue(name), cancellationToken));
        return new("key", "Keys of the API.") { create, revoke };
    }

    private static async Task<int> CreateAsync(string folder, string name, KeyRole role, CancellationToken cancellationToken)
    {
        await using var ledger = await OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        Screen.Line(await ledger.Keys.CreateAsync(name, role, "cli", cancellationToken).ConfigureAwait(false)
            ?? throw new CommandFailedException($"there is a key named '{name}' already; revoked names are not used again"));
        return ExitCodes.Success;
    }

    private static async Task<int> RevokeAsync(string folder, string name, CancellationToken cancellationToken)
    {
        await using var ledger = await OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        return await ledger.Keys.RevokeAsync(name, "cli", cancellationToken).ConfigureAwait(false)
            ? ExitCodes.Success
            : throw new CommandFailedException($"there is no key named '{name}' to revoke");
    }

    private static Task<LedgerStore> OpenAsync(string folder, CancellationToken cancellationToken) =>
        LedgerStore.OpenAsync(Settings.Read(Path.GetFullPath(folder), Environment.GetEnvironmentVariable).Ledger!, TimeProvider.System, cancellationToken);
}
