using CoEvolve.Jobs.Mailing;
using MimeKit;

namespace CoEvolve.Jobs.Tests;

/// <summary>Something happens before the first, the second, … hand-over, or once a mail has been taken and before that is known.</summary>
internal sealed class Interrupted(IMailTransport transport, Func<int, Task> before, Func<int, Task>? after = null) : IMailTransport
{
    private int _attempts;

    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken = default)
    {
        var attempt = ++_attempts;
        await before(attempt);
        await transport.SendAsync(message, cancellationToken);
        if (after is not null)
        {
            await after(attempt);
        }
    }

    public ValueTask DisposeAsync() => transport.DisposeAsync();
}
