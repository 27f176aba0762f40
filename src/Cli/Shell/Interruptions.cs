using System.Runtime.InteropServices;

namespace CoEvolve.Cli.Shell;

/// <summary>Makes Ctrl-C stop the statement that runs, and not the program. Where none runs, the program ends as usual.</summary>
internal sealed class Interruptions : IDisposable
{
    private readonly Lock _changing = new();
    private readonly PosixSignalRegistration _registration;
    private CancellationTokenSource? _running;

    public Interruptions() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        lock (_changing)
        {
            context.Cancel = _running is not null;
            _running?.Cancel();
        }
    });

    /// <summary>Does work that Ctrl-C stops.</summary>
    public async Task DuringAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Set(source);
        try
        {
            await work(source.Token).ConfigureAwait(false);
        }
        finally
        {
            Set(null);
        }
    }

    public void Dispose() => _registration.Dispose();

    private void Set(CancellationTokenSource? running)
    {
        lock (_changing)
        {
            _running = running;
        }
    }
}
