using System.Globalization;
using System.Text.Json;
using CoEvolve.Graph.Values;

namespace CoEvolve.Api.Serialization;

/// <summary>
/// The one JSON form of Cypher values: what the API gives as a query's parameters, and what <c>coevolve cypher</c> takes as
/// parameters and prints as rows.
/// </summary>
/// <remarks>
/// <para>Null, booleans, strings, lists and maps are their JSON counterparts. An integer has digits alone; a float always has a
/// point or an exponent (<c>2.0</c>), so that both come back as what they were. NaN and the infinities are the strings
/// <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>.</para>
/// <para>A date, and any other temporal value, is its ISO 8601 string, and comes back as a string: a query that takes one says
/// <c>date($asOf)</c>, which reads both forms. Neo4j Browser takes the same text. Bytes are hexadecimal digits after <c>0x</c>.</para>
/// <para>A node is <c>{"labels":[…],"properties":{…}}</c>, a relationship <c>{"type":"…","properties":{…}}</c>, a path
/// <c>{"nodes":[…],"relationships":[…]}</c>. They are results only: no query takes them.</para>
/// </remarks>
internal static class CypherJson
{
    /// <summary>Writes one value.</summary>
    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Boolean:
                writer.WriteBooleanValue(value.AsBoolean());
                break;
            case ValueKind.Integer:
                writer.WriteNumberValue(value.AsInteger());
                break;
            case ValueKind.Float:
                WriteFloat(writer, value.AsDouble());
                break;
            case ValueKind.List:
                WriteList(writer, value.AsList());
                break;
            case ValueKind.Map:
                WriteMap(writer, value.AsMap());
                break;
            case ValueKind.Node:
                WriteNode(writer, value.AsNode());
                break;
            case ValueKind.Relationship:
                WriteRelationship(writer, value.AsRelationship());
                break;
            case ValueKind.Path:
                WritePath(writer, value.AsPath());
                break;
            default:
                writer.WriteStringValue(value.ToTextOrNull() ?? value.ToString());
                break;
        }
    }

    /// <summary>Writes named values as one object.</summary>
    public static void WriteMap(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, Value>> entries)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in entries)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a value that stands for a parameter. An integer beyond 64 bits becomes a float, as in JSON everywhere.</summary>
    public static Value Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        JsonValueKind.String => Value.Of(json.GetString()),
        JsonValueKind.Number => json.TryGetInt64(out var integer) && !json.GetRawText().AsSpan().ContainsAny('.', 'e', 'E')
            ? Value.Of(integer)
            : Value.Of(json.GetDouble()),
        JsonValueKind.Array => Value.Of([.. json.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => Value.Of(MapValue.From(json.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, Read(entry.Value))))),
        _ => Value.Null,
    };

    private static void WriteFloat(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
        {
            writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
            return;
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        writer.WriteRawValue(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0", skipInputValidation: true);
    }

    private static void WriteList(Utf8JsonWriter writer, ListValue list)
    {
        writer.WriteStartArray();
        foreach (var item in list)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteNode(Utf8JsonWriter writer, NodeValue node)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("labels");
        foreach (var label in node.Labels)
        {
            writer.WriteStringValue(label);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("properties");
        WriteMap(writer, node.Properties);
        writer.WriteEndObject();
    }

    private static void WriteRelationship(Utf8JsonWriter writer, RelationshipValue relationship)
    {
        writer.WriteStartObject();
        writer.WriteString("type", relationship.Type);
        writer.WritePropertyName("properties");
        WriteMap(writer, relationship.Properties);
        writer.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter writer, PathValue path)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("nodes");
        foreach (var node in path.Nodes)
        {
            WriteNode(writer, node);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("relationships");
        foreach (var relationship in path.Relationships)
        {
            WriteRelationship(writer, relationship);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
