using System.Globalization;
using System.Net.Mail;

namespace CoEvolve.Matching.Ingest.Rows;

/// <summary>What a cell may hold, told by its text alone. Each method gives the reason against it and the remedy, or null.</summary>
internal static class CellText
{
    /// <summary>Longest id or code.</summary>
    public const int LongestId = 100;

    /// <summary>Longest name, unit or other text of one line.</summary>
    public const int LongestLine = 300;

    /// <summary>Longest description or note.</summary>
    public const int LongestProse = 10_000;

    /// <summary>
    /// The symbols at the head of a cell by which spreadsheets take it for a formula, with the full-width forms that some of them know too.
    /// Source: OWASP, CSV Injection.
    /// </summary>
    private const string FormulaSigns = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>Whether a spreadsheet could run this cell as a formula.</summary>
    public static bool LooksLikeFormula(string text) => text.Length > 0 && FormulaSigns.Contains(text[0], StringComparison.Ordinal);

    /// <summary>For names and other text of one line.</summary>
    public static Objection? AgainstLine(string raw, string text) => AgainstText(raw, text, LongestLine, lineBreaks: false);

    /// <summary>For descriptions, notes and further columns, which may have several lines.</summary>
    public static Objection? AgainstProse(string raw, string text) => AgainstText(raw, text, LongestProse, lineBreaks: true);

    /// <summary>For ids, codes and roles. The slash is there for codes that are paths, such as <c>europe/pt/porto</c>.</summary>
    public static Objection? AgainstId(string text)
    {
        if (text.Length > LongestId)
        {
            return new(Format($"The id has {text.Length} characters."), Format($"Use at most {LongestId}."));
        }

        return char.IsLetterOrDigit(text[0]) && text.All(symbol => char.IsLetterOrDigit(symbol) || symbol is '.' or '_' or '-' or '/')
            ? null
            : new($"'{Shown(text)}' cannot be an id.", "Begin with a letter or digit and go on with letters, digits, '.', '_', '-' or '/'; no white space.");
    }

    /// <summary>For e-mail addresses. What stands there is not repeated: even a mistyped address is a person's, and reports are passed around.</summary>
    public static Objection? AgainstEmail(string text)
    {
        var sound = text.Length <= 254
            && text.All(symbol => symbol is > ' ' and < '\u007F')
            && char.IsAsciiLetterOrDigit(text[0])
            && MailAddress.TryCreate(text, out var address)
            && address.Address == text
            && address.Host.Contains('.', StringComparison.Ordinal)
            && !address.Host.StartsWith('.') && !address.Host.EndsWith('.');
        return sound ? null : new("The text is no e-mail address.", "Write it as name@example.org.");
    }

    /// <summary>A text as a message may show it: short and without control characters.</summary>
    public static string Shown(string text)
    {
        var clean = string.Concat(text.Take(60).Select(symbol => char.IsControl(symbol) ? '\uFFFD' : symbol));
        return text.Length > 60 ? clean + "…" : clean;
    }

    public static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Objection? AgainstText(string raw, string text, int longest, bool lineBreaks)
    {
        if (LooksLikeFormula(text) || raw.StartsWith('\t') || raw.StartsWith('\r'))
        {
            return new(
                "A spreadsheet would run this text as a formula.",
                "Begin it with something else than = + - @, a tab or a line break.");
        }

        foreach (var symbol in text)
        {
            if (char.IsControl(symbol) && !(lineBreaks && symbol is '\n' or '\r' or '\t'))
            {
                return symbol is '\n' or '\r'
                    ? new("The text has a line break.", "Write it in one line.")
                    : new(Format($"The text has the control character U+{(int)symbol:X4}."), "Remove it.");
            }

            if (symbol is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
            {
                return new(Format($"The text has the character U+{(int)symbol:X4}, which turns the direction of what follows."), "Remove it.");
            }
        }

        return text.Length <= longest
            ? null
            : new(Format($"The text has {text.Length} characters."), Format($"Shorten it to {longest}."));
    }
}

/// <summary>Why a cell cannot stand, and how to mend it.</summary>
internal sealed record Objection(string Reason, string Remedy);
