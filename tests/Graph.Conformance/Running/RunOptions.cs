using System.Globalization;

namespace CoEvolve.Graph.Conformance.Running;

/// <summary>What the command line asks for.</summary>
internal sealed record RunOptions
{
    public const string Usage = """
        usage: tck FILE [--category PREFIX]      openCypher TCK cases, one JSON object a line
               neo4j FOLDER [--file NAME]        recorded answers of Neo4j
        both:  [--verbose] [--failures FILE] [--at-least N] [--workers N] [--seconds N]
          --verbose         print every failure: query, expected, got
          --failures FILE   write them to a file
          --at-least N      exit with 1 when fewer cases pass
          --workers N       threads (default: one a core)
          --seconds N       time limit of one case (default 10)
        """;

    public required string Suite { get; init; }

    public required string Path { get; init; }

    /// <summary>Only cases whose category (tck) or file (neo4j) begins so.</summary>
    public string Only { get; private init; } = "";

    public bool Verbose { get; private init; }

    public string? FailuresFile { get; private init; }

    public int AtLeast { get; private init; }

    public int Workers { get; private init; } = Environment.ProcessorCount;

    public TimeSpan Limit { get; private init; } = TimeSpan.FromSeconds(10);

    /// <summary>Reads the command line; null where it cannot be understood.</summary>
    public static RunOptions? Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count < 2 || arguments[0] is not ("tck" or "neo4j") || arguments[1].StartsWith("--", StringComparison.Ordinal))
        {
            return null;
        }

        RunOptions? options = new() { Suite = arguments[0], Path = arguments[1] };
        for (var i = 2; i < arguments.Count && options is not null; i++)
        {
            options = arguments[i] == "--verbose" ? options with { Verbose = true }
                : i + 1 < arguments.Count ? options.With(arguments[i], arguments[++i])
                : null;
        }

        return options;
    }

    private RunOptions? With(string name, string value) => name switch
    {
        "--category" when Suite == "tck" => this with { Only = value },
        "--file" when Suite == "neo4j" => this with { Only = value },
        "--failures" => this with { FailuresFile = value },
        "--at-least" when Number(value) is { } count => this with { AtLeast = count },
        "--workers" when Number(value) is { } count and > 0 => this with { Workers = count },
        "--seconds" when Number(value) is { } count and > 0 => this with { Limit = TimeSpan.FromSeconds(count) },
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
