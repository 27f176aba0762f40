using System.Text;
using System.Text.RegularExpressions;
using CoEvolve.Graph.FullText.Analysis;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.FullText.Queries;

/// <summary>Makes queries on one field of what stands in a query's text.</summary>
internal sealed class QueryWords(TextAnalyzer analyzer)
{
    /// <summary>In a pattern, the characters that stand for any one, and for any number of them; taken from what no text has.</summary>
    private const char AnyOne = '\uFFFE';
    private const char AnyNumber = '\uFFFF';

    public string Normalise(string part) => analyzer.Normalise(part);

    /// <summary>Each of the words that the analyzer makes of a text.</summary>
    public SearchQuery Plain(int field, string text) => Read(text) switch
    {
        [] => new NothingQuery(),
        [var word] => new WordQuery(field, word.Text),
        var words => new CombinedQuery([.. words.Select(word => (Occur.Should, (SearchQuery)new WordQuery(field, word.Text)))]),
    };

    /// <summary>The words that the analyzer makes of a text, in a row.</summary>
    public SearchQuery Phrase(int field, string text, int slop) => Read(text) switch
    {
        [] => new NothingQuery(),
        [var word] => new WordQuery(field, word.Text),
        var words => new PhraseQuery(field, words, slop),
    };

    /// <summary>A pattern in which * stands for any characters, ? for any one, and a backslash makes the next one stand for itself.</summary>
    public static SearchQuery Pattern(int field, string written)
    {
        var pattern = new StringBuilder(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            pattern.Append(written[i] switch
            {
                '*' => AnyNumber,
                '?' => AnyOne,
                '\\' when i + 1 < written.Length => written[++i],
                var character => character,
            });
        }

        var signs = pattern.ToString();
        var prefix = signs[..signs.IndexOfAny([AnyOne, AnyNumber])];
        return new PatternQuery(field, prefix, word => Matches(signs, word));
    }

    public static SearchQuery Regex(int field, string written, int start)
    {
        try
        {
            var regex = new Regex($@"\A(?:{written})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return new PatternQuery(field, "", regex.IsMatch);
        }
        catch (Exception refusal) when (refusal is ArgumentException or NotSupportedException)
        {
            throw QuerySyntax.Wrong("this is no regular expression that can be used here", start);
        }
    }

    /// <summary>Words between two, such as <c>[a TO f]</c>; braces leave out the bound itself, and * is no bound.</summary>
    public SearchQuery Range(int field, string written, int start)
    {
        var bounds = written[1..^1].Split(" TO ", 2, StringSplitOptions.TrimEntries);
        if (bounds.Length < 2 || bounds[0].Length == 0 || bounds[1].Length == 0)
        {
            throw QuerySyntax.Wrong("a range is written [from TO to]", start);
        }

        var (from, to) = (Bound(bounds[0], start), Bound(bounds[1], start));
        var (least, most) = (written[0] == '[' ? 0 : 1, written[^1] == ']' ? 0 : -1);
        return new PatternQuery(
            field,
            "",
            word => (from is null || ValueOrder.CompareStrings(word, from) >= least) && (to is null || ValueOrder.CompareStrings(word, to) <= most));
    }

    private string? Bound(string bound, int start) => bound == "*" ? null
        : Normalise(bound.Length > 1 && bound[0] == '"' && bound[^1] == '"' ? QueryScanner.Unescape(bound[1..^1], start) : QueryScanner.Unescape(bound, start));

    private List<Word> Read(string text)
    {
        var words = new List<Word>();
        var next = 0;
        analyzer.Read(text, words, ref next);
        return words;
    }

    /// <summary>Whether a word is of a pattern: only the last "any number" needs to be tried again, so that the time grows with the product of both lengths at most.</summary>
    private static bool Matches(string pattern, string word)
    {
        var (i, j) = (0, 0);
        var (star, from) = (-1, 0);
        while (j < word.Length)
        {
            if (i < pattern.Length && (pattern[i] == AnyOne || pattern[i] == word[j]))
            {
                j += pattern[i] == AnyOne && char.IsHighSurrogate(word[j]) && j + 1 < word.Length ? 2 : 1;
                i++;
            }
            else if (i < pattern.Length && pattern[i] == AnyNumber)
            {
                (star, from) = (i++, j);
            }
            else if (star >= 0)
            {
                (i, j) = (star + 1, ++from);
            }
            else
            {
                return false;
            }
        }

        while (i < pattern.Length && pattern[i] == AnyNumber)
        {
            i++;
        }

        return i == pattern.Length;
    }
}
