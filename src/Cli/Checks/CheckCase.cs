using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Cli.Checks;

/// <summary>One query with parameters that give it something to find.</summary>
/// <param name="Label">The query's name, with a number from its second case on.</param>
/// <param name="Query">The query's name.</param>
/// <param name="Parameters">What it is given.</param>
internal sealed record CheckCase(string Label, string Query, IReadOnlyDictionary<string, Value> Parameters)
{
    /// <summary>Reads <c>cases.txt</c>, which says in its head how it is written.</summary>
    public static async Task<IReadOnlyList<CheckCase>> ReadAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(typeof(CheckCase).Assembly.GetManifestResourceStream("Checks/cases.txt")!);
        await using var calculator = EmbeddedGraph.InMemory();
        var common = new Dictionary<string, Value>(StringComparer.Ordinal);
        var cases = new List<CheckCase>();
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            var (name, map) = line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (line[..space], line[space..]) : (line, "{}");
            var parameters = new Dictionary<string, Value>(common, StringComparer.Ordinal);
            foreach (var (key, value) in (await CypherExpression.EvaluateAsync(calculator, map, cancellationToken).ConfigureAwait(false)).AsMap())
            {
                parameters[key] = value;
            }

            if (name == "*")
            {
                common = parameters;
                continue;
            }

            var before = cases.Count(known => known.Query == name);
            cases.Add(new(before == 0 ? name : $"{name} #{before + 1}", name, parameters));
        }

        return cases;
    }
}
