using CoEvolve.Jobs;
using CoEvolve.Matching.Network;

namespace CoEvolve.Cli.Checks;

/// <summary>Every query that the product sends, by its name: the <c>.cypher</c> files of the domain library, and those of the jobs under <c>Jobs/</c>.</summary>
internal static class ProductQueries
{
    private const string OfJobs = "Jobs/";

    public static IReadOnlyList<string> Names { get; } = [.. NamedQueries.Names.Concat(JobQueries.Names.Select(name => OfJobs + name)).Order(StringComparer.Ordinal)];

    public static string Text(string name) => name.StartsWith(OfJobs, StringComparison.Ordinal) ? JobQueries.Get(name[OfJobs.Length..]) : NamedQueries.Get(name);
}
