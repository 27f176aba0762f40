using System.Text;

namespace CoEvolve.Graph.Values;

/// <summary>
/// A class in square brackets. Java's classes nest (<c>[a-c[x-z]]</c>), intersect (<c>[a-z&amp;&amp;[^b]]</c>) and hold code points beyond U+FFFF;
/// where .NET's cannot, the class is written as alternatives, or with a look-ahead for each further operand of an intersection.
/// </summary>
internal sealed class JavaCharacterClass(JavaRegexReader reader, RegexFlags flags)
{
    /// <summary>Whether the translation looks ahead, which the linear-time engine cannot.</summary>
    public bool NeedsBacktracking { get; private set; }

    /// <summary>Reads the class, whose opening bracket has been read, to its closing bracket.</summary>
    public string Translate()
    {
        var negated = reader.TryTake("^");
        List<string> operands = [];
        bool more;
        do
        {
            operands.Add(Operand(negated, operands.Count == 0, out more));
        }
        while (more);

        if (operands.Count == 1)
        {
            return operands[0];
        }

        NeedsBacktracking = true;
        var both = string.Concat(operands.Skip(1).Select(operand => $"(?={operand})")) + operands[0];
        return negated ? $"(?:(?!{both}){JavaCharacters.Any})" : $"(?:{both})";
    }

    /// <summary>One side of an intersection, up to <c>&amp;&amp;</c> or the closing bracket. A class of one operand is negated here, at no cost where .NET can.</summary>
    private string Operand(bool negated, bool first, out bool more)
    {
        var units = new StringBuilder();
        List<string> alternatives = [];
        var isFirst = first;
        while (!(more = reader.TryTake("&&")))
        {
            if (!isFirst && reader.TryTake("]"))
            {
                return Union(units.ToString(), alternatives, negated && first);
            }

            isFirst = false;
            Item(units, alternatives);
        }

        return Union(units.ToString(), alternatives, negated: false);
    }

    private string Union(string units, List<string> alternatives, bool negated)
    {
        if (alternatives.Count == 0)
        {
            return negated ? JavaCharacters.Not(units) : $"[{units}]";
        }

        var all = string.Join('|', units.Length > 0 ? alternatives.Prepend($"[{units}]") : alternatives);
        NeedsBacktracking |= negated;
        return negated ? $"(?:(?!{all}){JavaCharacters.Any})" : $"(?:{all})";
    }

    private void Item(StringBuilder units, List<string> alternatives)
    {
        if (reader.TryTake("["))
        {
            var nested = new JavaCharacterClass(reader, flags);
            alternatives.Add(nested.Translate());
            NeedsBacktracking |= nested.NeedsBacktracking;
            return;
        }

        var c = reader.Read();
        if (c == '\\' && TakeSet(reader.Peek(), units, alternatives))
        {
            return;
        }

        var from = c == '\\' ? JavaCharacters.EscapedCodePoint(reader.Read(), reader) : reader.CodePoint(c);
        Range(from, RangeEnd(from), units, alternatives);
    }

    private bool TakeSet(char letter, StringBuilder units, List<string> alternatives)
    {
        if (JavaCharacters.Set(letter) is { } set)
        {
            units.Append(set);
        }
        else if (letter is 'D' or 'W' or 'S' or 'H' or 'V')
        {
            alternatives.Add(JavaCharacters.Not(JavaCharacters.Set(char.ToLowerInvariant(letter))!));
        }
        else if (letter is not ('p' or 'P'))
        {
            return false;
        }

        reader.Read();
        if (letter is 'p' or 'P')
        {
            NeedsBacktracking |= letter == 'P';
            alternatives.Add(JavaCharacters.Category(JavaCharacters.CategoryName(reader), letter == 'P'));
        }

        return true;
    }

    /// <summary>The end of a range, or its start where no range follows; a hyphen before the closing bracket stands for itself.</summary>
    private int RangeEnd(int from)
    {
        if (!reader.TryTakeRangeHyphen())
        {
            return from;
        }

        var c = reader.Read();
        var to = c == '\\' ? JavaCharacters.EscapedCodePoint(reader.Read(), reader) : reader.CodePoint(c);
        return to >= from ? to : throw new ArgumentException("A range in a class runs backwards.");
    }

    private void Range(int from, int to, StringBuilder units, List<string> alternatives)
    {
        if (to > char.MaxValue)
        {
            alternatives.AddRange(JavaCharacters.Pairs(Math.Max(from, char.MaxValue + 1), to));
        }

        if (from > char.MaxValue)
        {
            return;
        }

        var last = (char)Math.Min(to, char.MaxValue);
        units.Append(JavaCharacters.Unit((char)from)).Append('-').Append(JavaCharacters.Unit(last));
        if (flags.HasFlag(RegexFlags.CaseInsensitive))
        {
            for (var c = from; c <= last; c++)
            {
                var (lower, upper) = JavaCharacters.Cases((char)c, flags);
                units.Append(lower == upper ? string.Empty : JavaCharacters.Unit(lower) + JavaCharacters.Unit(upper));
            }
        }
    }
}
