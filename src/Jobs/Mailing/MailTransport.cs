using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CoEvolve.Jobs.Mailing;

/// <summary>Hands mails over. Two implementations: a folder, and a mail server.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <summary>Hands one mail over; returning means that it has been taken.</summary>
    /// <exception cref="MailPutOffException">It was certainly not taken, and may be tried again.</exception>
    /// <exception cref="MailRefusedException">It was certainly not taken, and never will be.</exception>
    /// <remarks>Any other exception means that nobody knows.</remarks>
    Task SendAsync(MimeMessage message, CancellationToken cancellationToken = default);
}

/// <summary>The mail was not taken now.</summary>
public sealed class MailPutOffException(string message, Exception inner) : Exception(message, inner);

/// <summary>The mail was refused for good.</summary>
public sealed class MailRefusedException(string message, Exception inner) : Exception(message, inner);

/// <summary>Writes each mail as an <c>.eml</c> file, whole or not at all. The name comes from the Message-ID: the same mail again is the same file.</summary>
public sealed class MailFolder(string folder) : IMailTransport
{
    /// <inheritdoc/>
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var path = Path.Combine(folder, message.MessageId!.Split('@')[0] + ".eml");
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = new FileStream(path + ".partial", FileMode.Create, FileAccess.Write))
            {
                await message.WriteToAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(path + ".partial", path, overwrite: true);
        }
        catch (IOException failure)
        {
            throw new MailPutOffException($"The mail folder takes no file: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Where the mail server is.</summary>
public sealed record SmtpOptions
{
    /// <summary>Its name.</summary>
    public required string Host { get; init; }

    /// <summary>Its port. Default 587, submission.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Who signs in; null for nobody.</summary>
    public string? User { get; init; }

    /// <summary>With what; from a file that only the service can read, or the environment.</summary>
    public string? Password { get; init; }

    /// <summary>Whether TLS is required. Default yes; without it passwords and mails travel in the clear, which only a server on this machine excuses.</summary>
    public bool RequireTls { get; init; } = true;

    /// <summary>A PEM file with the authority that the server's certificate comes from, where it is one's own; null for those that this machine trusts.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>Seconds to wait for an answer. Default 30.</summary>
    public int TimeoutSeconds { get; init; } = 30;
}

/// <summary>Sends through a mail server over one connection, which is opened when it is needed and kept.</summary>
public sealed class SmtpTransport(SmtpOptions options) : IMailTransport
{
    private Client? _client;

    /// <inheritdoc/>
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken = default)
    {
        var client = await ConnectAsync(cancellationToken);
        try
        {
            client.Addressed = false;
            await client.SendAsync(message, cancellationToken);
        }
        catch (SmtpCommandException refused)
        {
            // The server has answered: it did not take the mail. 4yz says "later", 5yz "never" (RFC 5321, section 4.2.1).
            await DropAsync();
            throw (int)refused.StatusCode >= 500
                ? new MailRefusedException($"{(int)refused.StatusCode} {refused.Message}", refused)
                : new MailPutOffException($"{(int)refused.StatusCode} {refused.Message}", refused);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !client.Addressed)
        {
            // The connection was lost while it stood idle or before the server had taken the address: nothing of the mail has left.
            await DropAsync();
            throw new MailPutOffException($"The mail server {options.Host}:{options.Port} broke the connection off: {failure.Message}", failure);
        }
        catch
        {
            await DropAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_client is { IsConnected: true } client)
        {
            try
            {
                await client.DisconnectAsync(quit: true);
            }
            catch (Exception failure) when (failure is IOException or ProtocolException or CommandException)
            {
                // Every mail has been acknowledged already; a server that is gone need not be told good-bye.
            }
        }

        _client?.Dispose();
    }

    // Nothing of a mail has left before the connection stands: whatever fails here may be repeated.
    private async Task<Client> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true } open)
        {
            return open;
        }

        await DropAsync();
        var client = new Client { Timeout = options.TimeoutSeconds * 1000 };
        try
        {
            Trust(client);
            await client.ConnectAsync(await DialAsync(cancellationToken), options.Host, options.Port, options.RequireTls ? options.Port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable, cancellationToken);
            if (options.User is { } user)
            {
                await client.AuthenticateAsync(user, options.Password ?? "", cancellationToken);
            }

            return _client = client;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            client.Dispose();
            throw new MailPutOffException($"The mail server {options.Host}:{options.Port} cannot be reached: {failure.Message}", failure);
        }
    }

    // The end of a mail must not wait until its beginning has been acknowledged (Nagle's algorithm): beside the receiver's delayed acknowledgement that costs 40 ms a mail.
    private async Task<Socket> DialAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
            await socket.ConnectAsync(options.Host, options.Port, patience.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Trust(SmtpClient client)
    {
        if (options.CertificateAuthority is { } file)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            client.CheckCertificateRevocation = false; // one's own authority publishes no list
            client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                if (certificate is null || chain is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
                {
                    return false;
                }

                chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
                chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
                return chain.Build(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
            };
        }
    }

    /// <summary>Knows whether the server has taken the address of the mail under way, after which the mail itself goes.</summary>
    private sealed class Client : SmtpClient
    {
        public bool Addressed { get; set; }

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            Addressed = true;
            base.OnRecipientAccepted(message, mailbox, response);
        }
    }

    private ValueTask DropAsync()
    {
        _client?.Dispose();
        _client = null;
        return ValueTask.CompletedTask;
    }
}
