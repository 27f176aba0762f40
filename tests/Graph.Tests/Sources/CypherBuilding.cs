using System.Text.RegularExpressions;

namespace CoEvolve.Graph.Tests.Sources;

/// <summary>Looks in C# for Cypher that is put together at run time, where a user's text could become part of it.</summary>
/// <remarks>
/// Two rules. A string that reads like Cypher is a constant: neither interpolated nor joined by + to anything but another constant string. And what is given to a method that runs or parses a statement
/// is a name, a constant, or a named query; not an expression that builds it on the spot.
/// </remarks>
internal static partial class CypherBuilding
{
    /// <summary>Breaches as "line: what".</summary>
    public static IEnumerable<string> Find(string source)
    {
        var code = CSharpStrings.Read(source);
        for (var i = 0; i < code.Count; i++)
        {
            var piece = code[i];
            if (piece.IsString && LooksLikeCypher().IsMatch(piece.Text) && !Sql().IsMatch(piece.Text) && (piece.IsInterpolated || IsJoined(code, i)))
            {
                yield return $"{piece.Line}: {piece.Text.Trim()}";
            }
        }

        foreach (var (line, argument) in StatementArguments(code))
        {
            if (Builds().IsMatch(Constants().Replace(NamedQuery().Replace(argument, "query"), "\"…\"")))
            {
                yield return $"{line}: {argument.Trim()}";
            }
        }
    }

    /// <summary>A verb in capitals with what follows it in a statement; prose about Cypher rarely has both.</summary>
    [GeneratedRegex(@"\b(MATCH|MERGE|CREATE)\s*(\w+\s*=\s*)?\(\s*\w*\s*[:){]|\b(UNWIND|WITH)\s+\S+\s+AS\s+\w+|\bDETACH\s+DELETE\s+\w+|\bCALL\s+(\{|[\w.]+\()|\bWHERE\s+\w+\.\w+\s*(=|<|>|IN\b|CONTAINS\b|STARTS\b)|\bSET\s+\w+(\.\w+|:\w+)?\s*\+?=")]
    private static partial Regex LooksLikeCypher();

    /// <summary>The ledger speaks SQL, which shares some words.</summary>
    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE\s+FROM)\b")]
    private static partial Regex Sql();

    /// <summary>Constant strings joined to each other are one constant.</summary>
    [GeneratedRegex(@"(?<!\$)""…""(\s*\+\s*""…"")+")]
    private static partial Regex Constants();

    [GeneratedRegex(@"\b(RunAsync|ParseExpression|CypherParser\.Parse)\s*\($")]
    private static partial Regex StatementCall();

    /// <summary>Interpolation, joining and everything else that makes one text of several.</summary>
    [GeneratedRegex(@"\$@?""|""\s*\+|\+\s*""|\+\s*\w|\bstring\.(Format|Concat|Join)\b|\.(Replace|Insert|Append\w*|ToString)\(")]
    private static partial Regex Builds();

    /// <summary>The argument of a named query is the name of a file of the program, not Cypher.</summary>
    [GeneratedRegex(@"NamedQueries\.Get\([^()]*\)")]
    private static partial Regex NamedQuery();

    private static bool IsJoined(IReadOnlyList<CodePiece> code, int i)
    {
        var before = i > 0 ? code[i - 1].Text.TrimEnd() : "";
        var after = i + 1 < code.Count ? code[i + 1].Text.TrimStart() : "";
        return (before.EndsWith('+') && !(before.Trim() == "+" && i > 1 && code[i - 2] is { IsString: true, IsInterpolated: false }))
            || (after.StartsWith('+') && !(after.Trim() == "+" && i + 2 < code.Count && code[i + 2] is { IsString: true, IsInterpolated: false }));
    }

    private static IEnumerable<(int Line, string Argument)> StatementArguments(IReadOnlyList<CodePiece> code)
    {
        for (var i = 0; i < code.Count; i++)
        {
            for (var at = 0; !code[i].IsString && at < code[i].Text.Length; at++)
            {
                if (code[i].Text[at] == '(' && StatementCall().IsMatch(code[i].Text[..(at + 1)]))
                {
                    yield return (code[i].Line + code[i].Text.AsSpan(0, at).Count('\n'), FirstArgument(code, i, at + 1));
                }
            }
        }
    }

    private static string FirstArgument(IReadOnlyList<CodePiece> code, int piece, int at)
    {
        var argument = new System.Text.StringBuilder();
        for (var depth = 0; piece < code.Count; piece++, at = 0)
        {
            if (code[piece].IsString)
            {
                argument.Append(code[piece].IsInterpolated ? "$\"…\"" : "\"…\"");
                continue;
            }

            foreach (var character in code[piece].Text.AsSpan(at))
            {
                depth += character is '(' or '[' or '{' ? 1 : character is ')' or ']' or '}' ? -1 : 0;
                if (depth < 0 || (depth == 0 && character == ','))
                {
                    return argument.ToString();
                }

                argument.Append(character);
            }
        }

        return argument.ToString();
    }
}
