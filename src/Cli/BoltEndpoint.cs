using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using CoEvolve.Cli.Commands;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Bolt.Server;
using CoEvolve.Matching.Network;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Cli;

/// <summary>The Bolt server of <c>coevolve serve</c>: its options, its users' file in the data folder, and its first user.</summary>
internal sealed class BoltEndpoint
{
    public const string PasswordVariable = "COEVOLVE_BOLT_PASSWORD";

    private const string UsersFile = "bolt-users.json";

    private readonly Option<int> _port = new Option<int>("--bolt-port")
    {
        Description = "The TCP port for Neo4j's drivers, cypher-shell and Neo4j Browser; 0 takes any free one.",
        HelpName = "N",
        DefaultValueFactory = _ => BoltServerOptions.DefaultPort,
    }.Within(0, IPEndPoint.MaxPort);

    private readonly Option<IPAddress> _address = new("--bolt-address")
    {
        Description = "The address to listen on for Bolt. Beyond this machine it needs --bolt-certificate.",
        HelpName = "IP",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = result => IPAddress.TryParse(result.Tokens[0].Value, out var address) ? address : Refused(result),
    };

    private readonly Option<string?> _certificate = new("--bolt-certificate") { Description = "A PEM file with the certificate and its private key, for TLS.", HelpName = "FILE" };

    private readonly Option<bool> _plainText = new("--bolt-allow-plain-text") { Description = "Take Bolt connections without TLS from other machines, although passwords can be read on the way." };

    public IEnumerable<Option> Options => [_port, _address, _certificate, _plainText];

    /// <summary>Starts the server, or says why there is none: another program on the port that nobody asked for by name is no reason to keep the API from starting.</summary>
    public BoltServer? Start(ParseResult parsed, EmbeddedGraph graph, string folder, ILogger log)
    {
        var users = BoltUsers.Open(Path.Combine(folder, UsersFile));
        ShowFirstUser(users);
        var port = parsed.GetValue(_port);
        try
        {
            return BoltServer.Start(graph, users, Settings(parsed, port), log: log);
        }
        catch (PortTakenException)
        {
            if (parsed.GetResult(_port) is { Implicit: false })
            {
                throw new CommandFailedException($"port {port} is taken: choose another with --bolt-port N, or any free one with --bolt-port 0");
            }

            Screen.Note($"port {port} is taken, so that Neo4j's tools do not reach this graph: choose another port with --bolt-port N");
            return null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException)
        {
            throw new CommandFailedException($"Bolt cannot be served: {wrong.Message}");
        }
    }

    private BoltServerOptions Settings(ParseResult parsed, int port) => new()
    {
        Address = parsed.GetRequiredValue(_address),
        Port = port,
        Certificate = parsed.GetValue(_certificate) is { } file ? ReadCertificate(file) : null,
        AllowPlainText = parsed.GetValue(_plainText),
        AnalystView = AnalystView.Create(),
    };

    private static X509Certificate2 ReadCertificate(string file)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(file);
        }
        catch (Exception wrong) when (wrong is System.Security.Cryptography.CryptographicException or IOException)
        {
            throw new CommandFailedException($"'{file}' holds no certificate with its private key: {wrong.Message}");
        }
    }

    private static void ShowFirstUser(BoltUsers users)
    {
        try
        {
            if (users.EnsureFirstUser(Environment.GetEnvironmentVariable(PasswordVariable)) is { } made)
            {
                Screen.Note($"first start: the user of Neo4j's tools is {BoltUsers.FirstUser} with the password {made} (shown only now; {PasswordVariable} sets another one at the first start)");
            }
        }
        catch (ArgumentException wrong)
        {
            throw new CommandFailedException($"{PasswordVariable}: {wrong.Message}");
        }
    }

    private static IPAddress Refused(ArgumentResult result)
    {
        result.AddError($"Option --bolt-address is '{result.Tokens[0].Value}', which is no IP address.");
        return IPAddress.None;
    }
}
