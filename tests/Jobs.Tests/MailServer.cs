using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace CoEvolve.Testing;

/// <summary>What became of one mail at the server.</summary>
public sealed record MailEvent(string Event, string? To = null, string? Id = null, int Size = 0, bool Secure = false, int Code = 0, int Port = 0);

/// <summary>A real SMTP server in a process of its own (<c>tests/Mail.Server</c>, run by Node); it can be killed and started again on its port.</summary>
public sealed class MailServer : IDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<string> Folder = new(Install);
    private readonly ConcurrentQueue<MailEvent> _events = new();
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("coevolve-mail-");
    private readonly string[] _tls;
    private Process? _process;

    private MailServer(bool tls) => _tls = tls ? WriteKeys(_keys.FullName) : [];

    public int Port { get; private set; }

    /// <summary>The certificate that a client must trust.</summary>
    public string Certificate => _tls[1];

    public IReadOnlyList<MailEvent> Events => [.. _events];

    public IEnumerable<MailEvent> Taken => _events.Where(mail => mail.Event == "taken");

    public static async Task<MailServer> StartAsync(bool tls = false, CancellationToken cancellationToken = default)
    {
        var server = new MailServer(tls);
        await server.RestartAsync(cancellationToken);
        return server;
    }

    /// <summary>Starts it again on the port that it had.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        Kill();
        var listening = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, WorkingDirectory = Folder.Value };
        foreach (var argument in (string[])["server.mjs", Port.ToString(CultureInfo.InvariantCulture), .. _tls])
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && JsonSerializer.Deserialize<MailEvent>(text, Format) is { } mail)
            {
                _events.Enqueue(mail);
                if (mail.Event == "listening")
                {
                    listening.TrySetResult(mail.Port);
                }
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
        Port = await listening.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
    }

    /// <summary>Kills it in the middle of whatever it does.</summary>
    public void Kill()
    {
        if (_process is { } process)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            _process = null;
        }
    }

    public void Dispose()
    {
        Kill();
        _keys.Delete(recursive: true);
    }

    private static string[] WriteKeys(string folder)
    {
        using var key = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));
        string[] paths = [Path.Combine(folder, "key.pem"), Path.Combine(folder, "certificate.pem")];
        File.WriteAllText(paths[0], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(paths[1], certificate.ExportCertificatePem());
        return paths;
    }

    /// <summary>The folder with the server's packages, as its lock file says; installed where that has not been done.</summary>
    private static string Install()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "CoEvolve.sln")))
        {
            root = root.Parent;
        }

        var folder = Path.Combine(root.FullName, "tests", "Mail.Server");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "smtp-server")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", "ci --no-audit --no-fund") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new InvalidOperationException("npm does not start.");
            install.StandardOutput.ReadToEnd();
            var errors = install.StandardError.ReadToEnd();
            install.WaitForExit();
            if (install.ExitCode != 0)
            {
                throw new InvalidOperationException("The test mail server cannot be installed (Node and npm are needed): " + errors);
            }
        }

        return folder;
    }
}
