using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Tck;

namespace CoEvolve.Graph.Conformance.Tests;

/// <summary>
/// The public suite against the engine, where it stands beside the checkout: COEVOLVE_SHARED names the folder that holds it. It is not
/// part of the project and not copied into it.
/// </summary>
public class RecordedSuitesTests
{
    private static readonly TimeSpan CaseLimit = TimeSpan.FromSeconds(30);

    [Fact]
    public void Every_public_case_of_the_openCypher_TCK_passes()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("COEVOLVE_SHARED") ?? "", "opencypher-tck", "cases.jsonl");
        Assert.SkipUnless(File.Exists(file), "The openCypher TCK cases are not beside this checkout; COEVOLVE_SHARED names the folder that holds opencypher-tck/cases.jsonl.");

        var cases = TckFile.Read(file, category: "");
        var report = new Report(cases, new CaseWorkers(Environment.ProcessorCount, CaseLimit).Run(cases));

        var failures = new StringWriter();
        report.WriteFailures(failures);
        Assert.Equal("", failures.ToString());
        Assert.Equal(cases.Count, report.Passed);
        Assert.True(cases.Count > 1_000, "The file holds too few cases to be the TCK.");
    }
}
