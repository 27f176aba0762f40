using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>For each row the lines of a file: lists of strings, or with headers maps. An empty field is null.</summary>
internal sealed class LoadCsvCursor(ExecutionContext context, Cursor source, BoundLoadCsv load) : SourceCursor(context, source)
{
    private CsvLines? _lines;
    private StreamReader? _reader;
    private string[] _headers = [];

    public override void Open()
    {
        base.Open();
        Close();
    }

    public override bool Next()
    {
        while (true)
        {
            if (_lines is null && !OpenNext())
            {
                return false;
            }

            Context.Tick();
            if (_lines!.Read() is { } fields)
            {
                Context.Functions.CsvLine = _lines.Line;
                Context.Slots[load.Slot] = load.Headers ? Map(fields) : Value.Of([.. fields.Select(Value.Of)]);
                return true;
            }

            Close();
        }
    }

    private bool OpenNext()
    {
        if (!Source.Next())
        {
            return false;
        }

        var address = load.Address.Evaluate(Context);
        if (!address.IsString)
        {
            throw CypherErrors.Type("LOAD CSV reads from an address, which is a string.");
        }

        (_reader, var path) = Context.Files.Open(address.AsString());
        _lines = new CsvLines(_reader, load.Separator);
        Context.Functions.CsvFile = path;
        _headers = load.Headers ? [.. (_lines.Read() ?? []).Select(name => name ?? "")] : [];
        return true;
    }

    private Value Map(List<string?> fields)
    {
        var builder = new MapBuilder();
        for (var i = 0; i < _headers.Length; i++)
        {
            builder.Set(_headers[i], Value.Of(i < fields.Count ? fields[i] : null));
        }

        return Value.Of(builder.Build());
    }

    private void Close()
    {
        _reader?.Dispose();
        (_reader, _lines) = (null, null);
    }
}
