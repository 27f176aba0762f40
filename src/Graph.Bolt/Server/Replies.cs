using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.Transport;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Writes the server's answers.</summary>
internal sealed class Replies(MessageWriter output, ValueFormat format)
{
    public void Success(params ReadOnlySpan<(string Key, Value Value)> entries)
    {
        output.Begin(1, MessageTag.Success);
        output.Pack.WriteMapHeader(entries.Length);
        foreach (var (key, value) in entries)
        {
            output.Pack.Write(key);
            ValueWriter.Write(output.Pack, format, value);
        }

        output.End();
    }

    public void Ignored()
    {
        output.Begin(0, MessageTag.Ignored);
        output.End();
    }

    public void Record(ReadOnlySpan<Value> values)
    {
        output.Begin(1, MessageTag.Record);
        output.Pack.WriteListHeader(values.Length);
        foreach (var value in values)
        {
            ValueWriter.Write(output.Pack, format, value);
        }

        output.End();
    }

    public void Failure(string code, string message, SourcePosition? position = null, string? gqlStatus = null)
    {
        output.Begin(1, MessageTag.Failure);
        ValueWriter.WriteMap(output.Pack, format, format.Version.HasGqlErrors ? GqlError.Of(code, message, position, gqlStatus) : MapValue.From(
        [
            new("code", Value.Of(code)),
            new("message", Value.Of(message)),
        ]));
        output.End();
    }
}
