using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace CoEvolve.Graph.Values;

/// <summary>The flags of a Java regular expression that change the translation.</summary>
[Flags]
internal enum RegexFlags
{
    None = 0,
    CaseInsensitive = 1,
    DotAll = 2,
    Comments = 4,
    UnicodeCase = 8,
    MultiLine = 16,
}

/// <summary>.NET expressions that match one code point as Java's single characters and escapes do.</summary>
internal static class JavaCharacters
{
    public const string Any = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S])";
    public const string AnyButLineEnd = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r\u0085\u2028\u2029])";

    /// <summary>In the order of <see cref="UnicodeCategory"/>.</summary>
    private static readonly string[] Abbreviations =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc",
        "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly ConcurrentDictionary<string, string> Categories = new(StringComparer.Ordinal);

    public static RegexFlags Flag(char letter) => letter switch
    {
        'i' => RegexFlags.CaseInsensitive,
        's' => RegexFlags.DotAll,
        'x' => RegexFlags.Comments,
        'u' => RegexFlags.UnicodeCase,
        'm' => RegexFlags.MultiLine,
        'd' or 'U' or '-' => RegexFlags.None,
        _ => throw new ArgumentException($"There is no flag '{letter}'."),
    };

    public static string Literal(int codePoint, RegexFlags flags)
    {
        if (codePoint > char.MaxValue)
        {
            return $"(?:{Unit(char.ConvertFromUtf32(codePoint)[0])}{Unit(char.ConvertFromUtf32(codePoint)[1])})";
        }

        var (lower, upper) = Cases((char)codePoint, flags);
        return lower == upper ? Unit((char)codePoint) : $"[{Unit(lower)}{Unit(upper)}]";
    }

    /// <summary>Both cases of a character that the flags fold; else the character twice.</summary>
    public static (char Lower, char Upper) Cases(char c, RegexFlags flags)
    {
        var folds = flags.HasFlag(RegexFlags.CaseInsensitive) && (char.IsAscii(c) || flags.HasFlag(RegexFlags.UnicodeCase));
        return folds ? (char.ToLowerInvariant(c), char.ToUpperInvariant(c)) : (c, c);
    }

    public static string Unit(char c) => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $@"\u{(int)c:X4}";

    /// <summary>What follows a backslash, where it stands for one character out of a set.</summary>
    public static string Escape(JavaRegexReader reader, RegexFlags flags)
    {
        var c = reader.Read();
        return Set(c) is { } set ? $"[{set}]"
            : c is 'D' or 'W' or 'S' or 'H' or 'V' ? Not(Set(char.ToLowerInvariant(c))!)
            : c is 'p' or 'P' ? Category(CategoryName(reader), c == 'P')
            : c == 'R' ? @"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])"
            : Literal(EscapedCodePoint(c, reader), flags);
    }

    /// <summary>The content of a .NET class for one of Java's predefined ASCII classes.</summary>
    public static string? Set(char letter) => letter switch
    {
        'd' => "0-9",
        'w' => "a-zA-Z0-9_",
        's' => @" \t\n\v\f\r",
        'h' => @" \t\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000",
        'v' => @"\n\v\f\r\u0085\u2028\u2029",
        _ => null,
    };

    public static string Not(string set) => $@"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^{set}])";

    public static int EscapedCodePoint(char c, JavaRegexReader reader) => c switch
    {
        't' => '\t',
        'n' => '\n',
        'r' => '\r',
        'f' => '\f',
        'a' => '\a',
        'e' => 0x1B,
        'c' => reader.Read() ^ 64,
        '0' => reader.ReadNumber(3, 8),
        'u' => reader.ReadNumber(4, 16),
        'x' when reader.TryTake("{") => int.Parse(reader.ReadUntil('}'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        'x' => reader.ReadNumber(2, 16),
        _ when char.IsAsciiLetter(c) => throw new ArgumentException($"There is no escape '\\{c}'."),
        _ => reader.CodePoint(c),
    };

    public static string CategoryName(JavaRegexReader reader) => reader.TryTake("{") ? reader.ReadUntil('}') : reader.Read().ToString();

    /// <summary>A property such as <c>\p{L}</c>, code points beyond U+FFFF included.</summary>
    public static string Category(string name, bool negated)
    {
        var inside = Categories.GetOrAdd(name, BuildCategory);
        return negated ? $"(?!{inside}){Any}" : inside;
    }

    /// <summary>The surrogate pairs of a range of code points beyond U+FFFF, as alternatives.</summary>
    public static IEnumerable<string> Pairs(int from, int to)
    {
        for (var start = from; start <= to;)
        {
            var end = Math.Min(to, start | 0x3FF);
            var (first, last) = (char.ConvertFromUtf32(start), char.ConvertFromUtf32(end));
            yield return $"{Unit(first[0])}[{Unit(first[1])}-{Unit(last[1])}]";
            start = end + 1;
        }
    }

    private static string BuildCategory(string name)
    {
        var plain = name.StartsWith("Is", StringComparison.Ordinal) ? name[2..] : name;
        return Posix(plain) is { } set ? $"[{set}]" : $@"(?:{string.Join('|', Astral(plain).Prepend($@"\p{{{plain}}}"))})";
    }

    private static string? Posix(string name) => name switch
    {
        "Lower" => "a-z",
        "Upper" => "A-Z",
        "ASCII" => @"\x00-\x7F",
        "Alpha" => "a-zA-Z",
        "Digit" => "0-9",
        "Alnum" => "a-zA-Z0-9",
        "Punct" => @"!-/:-@\[-`{-~",
        "Graph" => "!-~",
        "Print" => " -~",
        "Blank" => @" \t",
        "Cntrl" => @"\x00-\x1F\x7F",
        "XDigit" => "0-9a-fA-F",
        "Space" => @" \t\n\v\f\r",
        "Alphabetic" or "javaAlphabetic" => @"\p{L}\p{Nl}",
        "Lowercase" or "javaLowerCase" => @"\p{Ll}",
        "Uppercase" or "javaUpperCase" => @"\p{Lu}",
        "Punctuation" => @"\p{P}",
        "White_Space" or "javaWhitespace" => @"\s",
        "Latin" => @"A-Za-z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02B8\u1E00-\u1EFF",
        "Greek" => @"\u0370-\u03FF\u1F00-\u1FFF",
        "Cyrillic" => @"\u0400-\u052F",
        _ => null,
    };

    /// <summary>The code points beyond U+FFFF of a general category of one or two letters.</summary>
    private static List<string> Astral(string category)
    {
        List<string> pairs = [];
        var start = -1;
        for (var codePoint = 0x10000; codePoint <= 0x110000; codePoint++)
        {
            var inside = codePoint < 0x110000 && Abbreviations[(int)Rune.GetUnicodeCategory(new Rune(codePoint))].StartsWith(category, StringComparison.Ordinal);
            if (inside && start < 0)
            {
                start = codePoint;
            }
            else if (!inside && start >= 0)
            {
                pairs.AddRange(Pairs(start, codePoint - 1));
                start = -1;
            }
        }

        return pairs;
    }
}
