using System.Text;

namespace CoEvolve.Graph.Tests.Fuzzing;

/// <summary>Spoils statements: words and signs are lost, doubled, exchanged and made up, and statements are grafted on each other.</summary>
internal sealed class QueryMutator(Random random)
{
    private static readonly string[] Scraps =
    [
        "(", ")", "[", "]", "{", "}", "'", "\"", "`", "$", "|", ":", "..", "*", "->", "<-", "--", "/*", "*/", "//", ";", ",", "\\", "\\u00", "\0", "\uD800", "😀", "\u2028", "0x", "1e", "9999999999999999999", "1e999", "-", "NOT", "MATCH",
        "WHERE", "RETURN", "WITH", "UNWIND", "CALL", "EXISTS {", "COUNT {", "CASE", "END", "AS", "IN", "NULL", "UNION", "SHORTEST", "{1,", "}->", "%", "!", "&", "=~ '('", "[*", "[*..", "IS ::", "LIST<INT>", "YIELD", "FOREACH", "ON CREATE",
    ];

    public string Mutate(string statement, string other)
    {
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            statement = random.Next(9) switch
            {
                0 => Cut(statement, random.Next(1, 8)),
                1 => statement.Insert(random.Next(statement.Length + 1), Scraps[random.Next(Scraps.Length)]),
                2 => Repeat(statement),
                3 => ExchangeWords(statement),
                4 => statement[..random.Next(statement.Length + 1)],
                5 => statement[..random.Next(statement.Length + 1)] + other[random.Next(other.Length + 1)..],
                6 => Flip(statement),
                7 => Nest(statement),
                _ => $"{statement} {other}",
            };
        }

        return statement;
    }

    private string Cut(string statement, int length)
    {
        var start = random.Next(statement.Length + 1);
        return statement.Remove(start, Math.Min(length, statement.Length - start));
    }

    private string Repeat(string statement)
    {
        var start = random.Next(statement.Length + 1);
        var length = Math.Min(random.Next(1, 20), statement.Length - start);
        var part = statement.Substring(start, length);
        return statement.Insert(start, new StringBuilder().Insert(0, part, random.Next(1, 30)).ToString());
    }

    private string ExchangeWords(string statement)
    {
        var words = statement.Split(' ');
        var (a, b) = (random.Next(words.Length), random.Next(words.Length));
        (words[a], words[b]) = (words[b], words[a]);
        return string.Join(' ', words);
    }

    private string Flip(string statement)
    {
        if (statement.Length == 0)
        {
            return statement;
        }

        var characters = statement.ToCharArray();
        characters[random.Next(characters.Length)] = random.Next(4) == 0 ? (char)random.Next(char.MaxValue) : (char)random.Next(32, 127);
        return new string(characters);
    }

    /// <summary>Brackets around a part, once or thousands of times.</summary>
    private string Nest(string statement)
    {
        var depth = random.Next(10) == 0 ? random.Next(5_000) : random.Next(20);
        var (open, close) = random.Next(4) switch { 0 => ('(', ')'), 1 => ('[', ']'), 2 => ('{', '}'), _ => ('-', ' ') };
        var place = random.Next(statement.Length + 1);
        return statement.Insert(place, new string(open, depth)) + new string(close, random.Next(2) * depth);
    }
}
