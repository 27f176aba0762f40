using System.Text;

namespace CoEvolve.Graph.Execution;

/// <summary>
/// Reads lines of fields: a field may be in double quotes, inside which a line may end, and a quote is written twice or behind a backslash, as Neo4j reads them. A
/// field without anything in it is null, and one of two quotes the empty string.
/// </summary>
internal sealed class CsvLines(TextReader reader, char separator)
{
    /// <summary>Longer than any field that is meant, and short enough to live through a file without line ends.</summary>
    private const int LongestField = 4 << 20;

    private readonly StringBuilder _field = new();
    private long _next = 1;

    /// <summary>The number of the line read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The fields of the next line that is not empty; null at the end.</summary>
    public List<string?>? Read()
    {
        while (reader.Peek() is '\r' or '\n')
        {
            SkipLineEnd();
        }

        if (reader.Peek() < 0)
        {
            return null;
        }

        Line = _next;
        var fields = new List<string?>();
        bool more;
        do
        {
            (var field, more) = ReadField();
            fields.Add(field);
        }
        while (more);
        return fields;
    }

    private (string? Field, bool More) ReadField()
    {
        _field.Clear();
        var quoted = reader.Peek() == '"';
        if (quoted)
        {
            reader.Read();
            ReadQuoted();
        }

        while (true)
        {
            switch (reader.Peek())
            {
                case < 0:
                    return (Text(quoted), false);
                case '\r' or '\n':
                    SkipLineEnd();
                    return (Text(quoted), false);
                case var next when next == separator:
                    reader.Read();
                    return (Text(quoted), true);
                default:
                    Append(reader.Read());
                    break;
            }
        }
    }

    private void ReadQuoted()
    {
        while (reader.Read() is >= 0 and var read)
        {
            if ((read == '"' && reader.Peek() == '"') || (read == '\\' && reader.Peek() is '"' or '\\'))
            {
                Append(reader.Read());
                continue;
            }

            if (read == '"')
            {
                return;
            }

            _next += read == '\n' ? 1 : 0;
            Append(read);
        }

        throw CypherErrors.ExecutionFailed($"A field that begins with a quote on line {Line} has no quote at its end.");
    }

    private void Append(int unit)
    {
        if (_field.Length >= LongestField)
        {
            throw CypherErrors.ExecutionFailed($"A field on line {Line} is longer than {LongestField} characters.");
        }

        _field.Append((char)unit);
    }

    private string? Text(bool quoted) => _field.Length > 0 || quoted ? _field.ToString() : null;

    private void SkipLineEnd()
    {
        if (reader.Read() == '\r' && reader.Peek() == '\n')
        {
            reader.Read();
        }

        _next++;
    }
}
