using System.Globalization;

namespace CoEvolve.Graph.Conformance.Running;

/// <summary>Prints what came of the cases: failures where asked for, other right answers, a table, and the total.</summary>
internal sealed class Report(IReadOnlyList<ConformanceCase> cases, IReadOnlyList<CaseOutcome> outcomes, IReadOnlyDictionary<string, string>? known = null)
{
    public int Passed { get; } = outcomes.Count(outcome => outcome.Verdict != Verdict.Failed);

    public int Failed => outcomes.Count - Passed;

    public void WriteFailures(TextWriter writer)
    {
        foreach (var (one, outcome) in Pairs().Where(pair => pair.Outcome.Verdict == Verdict.Failed))
        {
            writer.WriteLine($"FAILED {one.Id}");
            WritePart(writer, "query", outcome.Query);
            WritePart(writer, "expected", outcome.Expected);
            WritePart(writer, "got", outcome.Got);
        }
    }

    /// <summary>Failures that no list names: each is a difference that is new.</summary>
    public int NewDifferences { get; } = cases.Zip(outcomes).Count(pair => pair.Second.Verdict == Verdict.Failed && !(known?.ContainsKey(pair.First.Id) ?? false));

    /// <summary>The known differences that were met, and those that are none any more.</summary>
    public void WriteKnownDifferences(TextWriter writer)
    {
        foreach (var (one, outcome) in Pairs().Where(pair => IsKnown(pair.Case)))
        {
            writer.WriteLine(outcome.Verdict == Verdict.Failed
                ? $"known difference: {one.Id}: {known![one.Id]}"
                : $"no longer a difference, to be taken from the list: {one.Id}");
        }

        foreach (var (one, _) in Pairs().Where(pair => pair.Outcome.Verdict == Verdict.Failed && !IsKnown(pair.Case)))
        {
            writer.WriteLine($"new difference: {one.Id}");
        }
    }

    public void WriteOtherAnswers(TextWriter writer)
    {
        foreach (var (one, outcome) in Pairs().Where(pair => pair.Outcome.Verdict == Verdict.PassedOtherwise))
        {
            writer.WriteLine($"passed by another answer: {one.Id}: {outcome.Note}");
        }
    }

    /// <summary>How many of the cases passed only so, and which: they count as passed in the tables.</summary>
    public void WriteOtherIds(TextWriter writer)
    {
        var found = Pairs().Where(pair => pair.Outcome.Verdict == Verdict.PassedUnderOtherIds).ToList();
        if (found.Count > 0)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"answered under another order of ids: {found.Count}"));
        }

        foreach (var (one, outcome) in found)
        {
            writer.WriteLine($"  {one.Id}: {outcome.Note}");
        }
    }

    /// <summary>One table for each kind of case, in the order of the cases, with one line a category, in the order of the alphabet.</summary>
    public void WriteTables(TextWriter writer)
    {
        foreach (var table in Pairs().GroupBy(pair => pair.Case.Table, StringComparer.Ordinal))
        {
            var lines = table.GroupBy(pair => pair.Case.Category, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Append(table.GroupBy(_ => "all").Single())
                .Select(group => (Name: group.Key, Passed: group.Count(pair => pair.Outcome.Verdict != Verdict.Failed), Total: group.Count()))
                .ToList();
            var width = Math.Max(table.Key.Length, lines.Max(line => line.Name.Length));
            writer.WriteLine($"{table.Key.PadRight(width)}  passed  failed skipped   total");
            foreach (var (name, passed, total) in lines)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name.PadRight(width)} {passed,7} {total - passed,7} {0,7} {total,7}"));
            }

            writer.WriteLine();
        }
    }

    /// <summary>No case is ever skipped; the number stands there because every test command of the project ends with this line.</summary>
    public void WriteTotal(TextWriter writer) => writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed, 0 skipped"));

    private bool IsKnown(ConformanceCase one) => known?.ContainsKey(one.Id) ?? false;

    private IEnumerable<(ConformanceCase Case, CaseOutcome Outcome)> Pairs() => cases.Zip(outcomes);

    private static void WritePart(TextWriter writer, string name, string text)
    {
        if (text.Length > 0)
        {
            writer.WriteLine($"  {name}:");
            foreach (var line in text.Split('\n'))
            {
                writer.WriteLine($"    {line}");
            }
        }
    }
}
