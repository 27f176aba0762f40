using System.Text.RegularExpressions;

namespace CoEvolve.Matching.Candidates;

/// <summary>
/// Reads a rule file: a head of <c>// key: value</c> lines, then Cypher. Keys are <c>name</c>, <c>id</c>, <c>en</c> (the meaning in Indonesian and
/// English), <c>direction</c> (forward, backward, both), <c>parameters</c> (comma-separated) and, where it applies, <c>covers: needs</c>. Other
/// comment lines of the head are remarks.
/// </summary>
internal sealed partial class RuleParser
{
    private static readonly string[] Required = ["name", "id", "en", "direction", "parameters"];
    private static readonly string[] Known = [.. Required, "covers"];

    private readonly string _file;
    private readonly string[] _lines;
    private readonly List<RuleMistake> _mistakes = [];
    private readonly Dictionary<string, (string Value, int Line)> _head = new(StringComparer.Ordinal);

    private RuleParser(string file, string text)
    {
        _file = file;
        _lines = text.ReplaceLineEndings("\n").Split('\n');
    }

    /// <summary>The rule, or null and the mistakes that keep it from being one.</summary>
    public static (CandidateRule? Rule, IReadOnlyList<RuleMistake> Mistakes) Parse(string file, string text)
    {
        var parser = new RuleParser(file, text);
        var rule = parser.Read();
        return (parser._mistakes.Count == 0 ? rule : null, parser._mistakes);
    }

    private CandidateRule? Read()
    {
        var body = ReadHead();
        foreach (var key in Required.Where(key => !_head.ContainsKey(key)))
        {
            Add(1, $"The head lacks '{key}': add a line '// {key}: …'.");
        }

        var direction = ReadDirection();
        var parameters = ReadParameters();
        var covers = ReadCovers();
        CheckName();
        CheckBody(body, parameters);
        return _mistakes.Count > 0 ? null : new()
        {
            Name = _head["name"].Value,
            Meaning = new(_head["id"].Value, _head["en"].Value),
            Direction = direction,
            CoversNeeds = covers,
            Parameters = parameters,
            Cypher = string.Join('\n', _lines[body..]).TrimEnd(),
            File = _file,
        };
    }

    /// <summary>Fills the head; returns the index of the first line after it.</summary>
    private int ReadHead()
    {
        var index = 0;
        for (; index < _lines.Length && (_lines[index].StartsWith("//", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(_lines[index])); index++)
        {
            if (HeadLine().Match(_lines[index]) is not { Success: true } match || !Known.Contains(match.Groups["key"].Value))
            {
                continue;
            }

            var (key, value) = (match.Groups["key"].Value, match.Groups["value"].Value.Trim());
            if (value.Length == 0)
            {
                Add(index + 1, $"'{key}' is empty.");
            }

            if (!_head.TryAdd(key, (value, index + 1)))
            {
                Add(index + 1, $"'{key}' stands here a second time; the first is in line {_head[key].Line}.");
            }
        }

        return index;
    }

    private RuleDirection ReadDirection()
    {
        if (!_head.TryGetValue("direction", out var entry))
        {
            return default;
        }

        switch (entry.Value)
        {
            case "forward": return RuleDirection.Forward;
            case "backward": return RuleDirection.Backward;
            case "both": return RuleDirection.Both;
            default:
                Add(entry.Line, $"'{entry.Value}' is no direction: forward, backward or both.");
                return default;
        }
    }

    private HashSet<string> ReadParameters()
    {
        if (!_head.TryGetValue("parameters", out var entry))
        {
            return [];
        }

        var parameters = entry.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        foreach (var unknown in parameters.Where(parameter => !CandidateRule.KnownParameters.Contains(parameter)))
        {
            Add(entry.Line, $"'{unknown}' is no parameter of rules; there are {string.Join(", ", CandidateRule.KnownParameters)}.");
        }

        return parameters;
    }

    private bool ReadCovers()
    {
        if (!_head.TryGetValue("covers", out var entry))
        {
            return false;
        }

        if (entry.Value != "needs")
        {
            Add(entry.Line, $"A rule can cover 'needs' only, not '{entry.Value}'.");
        }

        return true;
    }

    private void CheckName()
    {
        if (_head.TryGetValue("name", out var entry) && entry.Value.Length > 0 && !RuleName().IsMatch(entry.Value))
        {
            Add(entry.Line, $"'{entry.Value}' is no name of a rule: small letters, digits and hyphens, a letter first.");
        }
    }

    private void CheckBody(int body, HashSet<string> parameters)
    {
        if (body == _lines.Length)
        {
            Add(_lines.Length, "There is no Cypher below the head.");
            return;
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var index = body; index < _lines.Length; index++)
        {
            foreach (var name in ParameterUse().Matches(_lines[index]).Select(match => match.Groups["name"].Value).Where(used.Add))
            {
                if (_head.ContainsKey("parameters") && !parameters.Contains(name))
                {
                    Add(index + 1, $"${name} is used but not declared: add it to 'parameters'.");
                }
            }
        }

        foreach (var name in parameters.Where(name => CandidateRule.KnownParameters.Contains(name) && !used.Contains(name)))
        {
            Add(_head["parameters"].Line, $"'{name}' is declared but ${name} is not used.");
        }
    }

    private void Add(int line, string message) => _mistakes.Add(new(_file, line, message));

    [GeneratedRegex(@"^//\s*(?<key>[a-z]+)\s*:(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex HeadLine();

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex RuleName();

    [GeneratedRegex(@"\$(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterUse();
}
