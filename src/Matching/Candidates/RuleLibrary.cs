using System.Text;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates;

/// <summary>The rules in use: those of the product and those of an operator's folder, ordered by name.</summary>
internal sealed class RuleLibrary
{
    private const string BuiltIn = "Candidates/Rules";

    private RuleLibrary(IReadOnlyList<CandidateRule> rules) => Rules = rules;

    public IReadOnlyList<CandidateRule> Rules { get; }

    /// <summary>Reads all rules, or none and every mistake found.</summary>
    public static (RuleLibrary? Library, IReadOnlyList<RuleMistake> Mistakes) Load(string? folder)
    {
        var mistakes = new List<RuleMistake>();
        var rules = new SortedDictionary<string, CandidateRule>(StringComparer.Ordinal);
        foreach (var (file, text) in BuiltInFiles().Concat(OperatorFiles(folder, mistakes)))
        {
            var (rule, found) = RuleParser.Parse(file, text);
            mistakes.AddRange(found);
            if (rule is not null && !rules.TryAdd(rule.Name, rule))
            {
                mistakes.Add(new(file, 1, $"The name '{rule.Name}' is taken by {rules[rule.Name].File}; give this rule another."));
            }
        }

        return (mistakes.Count == 0 ? new([.. rules.Values]) : null, mistakes);
    }

    private static IEnumerable<(string File, string Text)> BuiltInFiles() =>
        NamedQueries.In(BuiltIn).Select(name => (name + ".cypher", NamedQueries.GetWithHead(name)));

    private static List<(string File, string Text)> OperatorFiles(string? folder, List<RuleMistake> mistakes)
    {
        var files = new List<(string, string)>();
        if (folder is null)
        {
            return files;
        }

        if (!Directory.Exists(folder))
        {
            mistakes.Add(new(folder, 1, "This folder of rules does not exist."));
            return files;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.cypher").Order(StringComparer.Ordinal))
        {
            try
            {
                files.Add((file, File.ReadAllText(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true))));
            }
            catch (DecoderFallbackException)
            {
                mistakes.Add(new(file, 1, "This file is not UTF-8."));
            }
        }

        return files;
    }
}
