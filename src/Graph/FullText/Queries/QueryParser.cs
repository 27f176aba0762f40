using System.Globalization;
using CoEvolve.Graph.FullText.Analysis;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.FullText.Queries;

/// <summary>Reads a query in the notation of Lucene's classic query parser.</summary>
/// <remarks>
/// <code>
/// query  := part ((AND | OR | nothing) part)*        nothing between two parts is OR
/// part   := (+ | - | NOT)? (field :)? (word | word* | w?rd | word~ | "words" | "words"~n | [a TO b] | /regex/ | ( query )) (^number)?
/// </code>
/// As there, AND and OR have no precedence: AND makes the parts on both its sides required, and OR makes none so; brackets say what is meant. Words that follow each other with nothing
/// special between them reach the analyzer together, so that with <c>keyword</c> they are one. Without a field, every field of the index is sought.
/// </remarks>
internal sealed class QueryParser
{
    private const int MostEdits = 2;
    private const int DeepestNesting = 100;

    private readonly IReadOnlyList<string> _fields;
    private readonly QueryWords _words;
    private readonly List<QueryToken> _tokens;
    private int _at;
    private int _depth;

    private QueryParser(string text, IReadOnlyList<string> fields, TextAnalyzer analyzer)
    {
        _fields = fields;
        _words = new(analyzer);
        _tokens = new QueryScanner(text).Read();
    }

    private QueryToken Token => _tokens[_at];

    /// <summary>Reads a query.</summary>
    /// <exception cref="CypherException">The text is no query; the message says where.</exception>
    public static SearchQuery Parse(string text, IReadOnlyList<string> fields, TextAnalyzer analyzer)
    {
        var parser = new QueryParser(text, fields, analyzer);
        var query = parser.Query(null);
        return parser.Token.Kind == QueryTokenKind.End ? query : throw parser.Unexpected();
    }

    private SearchQuery Query(string? field)
    {
        if (++_depth > DeepestNesting)
        {
            throw QuerySyntax.Wrong($"brackets are nested more than {DeepestNesting} deep", Token.Start);
        }

        var parts = new List<(Occur Occur, SearchQuery Query)>();
        while (Token.Kind is not (QueryTokenKind.End or QueryTokenKind.Close) || parts.Count == 0)
        {
            var conjunction = Token.Kind;
            _at += conjunction is QueryTokenKind.And or QueryTokenKind.Or && parts.Count > 0 ? 1 : 0;
            var occur = Modifier();
            var part = FollowingWords(field) ?? Part(field);
            if (conjunction == QueryTokenKind.And && parts.Count > 0 && parts[^1].Occur == Occur.Should)
            {
                parts[^1] = (Occur.Must, parts[^1].Query);
            }

            parts.Add((conjunction == QueryTokenKind.And && occur == Occur.Should ? Occur.Must : occur, part));
        }

        _depth--;
        return parts.Count == 1 && parts[0].Occur != Occur.MustNot ? parts[0].Query : new CombinedQuery(parts);
    }

    private Occur Modifier()
    {
        var occur = Token.Kind switch
        {
            QueryTokenKind.Plus => Occur.Must,
            QueryTokenKind.Minus or QueryTokenKind.Not => Occur.MustNot,
            _ => Occur.Should,
        };
        _at += occur == Occur.Should ? 0 : 1;
        return occur;
    }

    /// <summary>Two words or more with nothing special between or behind them; null where the next part is none.</summary>
    private SearchQuery? FollowingWords(string? field)
    {
        var end = _at;
        while (_tokens[end].Kind == QueryTokenKind.Word && IsPlainBefore(_tokens[end + 1].Kind))
        {
            end++;
        }

        // A modifier holds for the word behind it alone.
        if (end - _at < 2 || (_at > 0 && _tokens[_at - 1].Kind is QueryTokenKind.Plus or QueryTokenKind.Minus or QueryTokenKind.Not or QueryTokenKind.And or QueryTokenKind.Or))
        {
            return null;
        }

        var words = _tokens[_at..end].Select(token => QueryScanner.Unescape(token.Text, token.Start));
        _at = end;
        return In(field, number => _words.Plain(number, string.Join(' ', words)));
    }

    private static bool IsPlainBefore(QueryTokenKind next) =>
        next is not (QueryTokenKind.Colon or QueryTokenKind.Star or QueryTokenKind.Near or QueryTokenKind.Boost or QueryTokenKind.And or QueryTokenKind.Or);

    private SearchQuery Part(string? field)
    {
        if (Token.Kind is QueryTokenKind.Word or QueryTokenKind.Star && _tokens[_at + 1].Kind == QueryTokenKind.Colon)
        {
            field = QueryScanner.Unescape(Token.Text, Token.Start);
            _at += 2;
        }

        SearchQuery query;
        if (Token.Kind == QueryTokenKind.Open)
        {
            _at++;
            query = Query(field);
            _at += Token.Kind == QueryTokenKind.Close ? 1 : throw QuerySyntax.Wrong("'(' is not closed", Token.Start);
        }
        else
        {
            query = Term(field);
        }

        return Token.Kind == QueryTokenKind.Boost ? new BoostQuery(query, Number(_tokens[_at++])) : query;
    }

    private SearchQuery Term(string? field)
    {
        var token = Token;
        _at++;
        switch (token.Kind)
        {
            case QueryTokenKind.Star:
                return field == "*" ? new EverythingQuery() : In(field, number => QueryWords.Pattern(number, "*"));
            case QueryTokenKind.Word:
                var word = QueryScanner.Unescape(token.Text, token.Start);
                return Token.Kind != QueryTokenKind.Near ? In(field, number => _words.Plain(number, word)) : Near(field, word, _tokens[_at++]);
            case QueryTokenKind.Quoted:
                var phrase = QueryScanner.Unescape(token.Text[1..^1], token.Start + 1);
                var slop = Token.Kind == QueryTokenKind.Near ? (int)Math.Min(Number(_tokens[_at++]), 1_000f) : 0;
                return In(field, number => _words.Phrase(number, phrase, slop));
            case QueryTokenKind.Pattern:
                return In(field, number => QueryWords.Pattern(number, _words.Normalise(token.Text)));
            case QueryTokenKind.Regex:
                return In(field, number => QueryWords.Regex(number, token.Text[1..^1], token.Start));
            case QueryTokenKind.Range:
                return In(field, number => _words.Range(number, token.Text, token.Start));
            default:
                _at--;
                throw Unexpected();
        }
    }

    private SearchQuery Near(string? field, string word, QueryToken token)
    {
        var given = token.Text.Length == 1 ? MostEdits : Number(token);
        if (given >= 1 && given != MathF.Truncate(given))
        {
            throw QuerySyntax.Wrong("a distance behind ~ is a whole number, or a share below 1", token.Start);
        }

        // As a share, it is that of the letters that may not differ.
        var edits = given >= 1 || given == 0 ? (int)Math.Min(given, MostEdits) : Math.Min((int)((1.0 - given) * CodePoints.Count(word)), MostEdits);
        return In(field, number => new NearQuery(number, _words.Normalise(word), edits));
    }

    private static float Number(QueryToken token) => token.Text.Length == 1 ? 0 : float.Parse(token.Text.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>A query on one field, or on each of them where none is named. A field that the index has not holds nothing.</summary>
    private SearchQuery In(string? field, Func<int, SearchQuery> on)
    {
        var named = _fields.ToList().IndexOf(field ?? "");
        return field is not null ? named < 0 ? new NothingQuery() : on(named)
            : _fields.Count == 1 ? on(0)
            : new CombinedQuery([.. Enumerable.Range(0, _fields.Count).Select(number => (Occur.Should, on(number)))]);
    }

    private CypherException Unexpected() => Token.Kind == QueryTokenKind.End
        ? QuerySyntax.Wrong("it ends where a word is due", Token.Start)
        : QuerySyntax.Wrong($"'{Token.Text}' is not what is due", Token.Start);
}
