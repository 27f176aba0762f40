using System.Globalization;
using System.Text.Json;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Values;

/// <summary>Reads the recorded answers of Neo4j: JSON in which every value that JSON lacks stands in an object of one key, the type's name.</summary>
internal static class TaggedValueReader
{
    /// <exception cref="FormatException">The JSON is no such value.</exception>
    public static Expected Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => new ExpectedNull(),
        JsonValueKind.True => new ExpectedBoolean(true),
        JsonValueKind.False => new ExpectedBoolean(false),
        JsonValueKind.String => new ExpectedString(json.GetString()!),
        JsonValueKind.Array => new ExpectedList([.. json.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => Tagged(json),
        _ => throw Unknown(json),
    };

    private static Expected Tagged(JsonElement json)
    {
        using var entries = json.EnumerateObject();
        if (!entries.MoveNext())
        {
            throw Unknown(json);
        }

        var (tag, content) = (entries.Current.Name, entries.Current.Value);
        return tag switch
        {
            "Integer" => new ExpectedInteger(long.Parse(Text(content), CultureInfo.InvariantCulture)),
            "Float" => new ExpectedFloat(Float(content)),
            "Map" => Map(content),
            "Node" => Node(content),
            "Relationship" => Relationship(content),
            "Path" => Path(content),
            "Date" => new ExpectedOther(ValueKind.Date, Text(content)),
            "LocalTime" => new ExpectedOther(ValueKind.LocalTime, Text(content)),
            "Time" => new ExpectedOther(ValueKind.Time, Text(content)),
            "LocalDateTime" => new ExpectedOther(ValueKind.LocalDateTime, Text(content)),
            "DateTime" => new ExpectedOther(ValueKind.DateTime, Text(content)),
            "Duration" => new ExpectedOther(ValueKind.Duration, string.Join(' ', content.EnumerateArray().Select(Text))),
            "ByteArray" => new ExpectedOther(ValueKind.Bytes, Text(content).ToUpperInvariant()),
            "Point" => Point(content),
            _ => throw Unknown(json),
        };
    }

    private static ExpectedMap Map(JsonElement json) =>
        new(json.EnumerateObject().ToDictionary(entry => entry.Name, entry => Read(entry.Value), StringComparer.Ordinal));

    private static ExpectedNode Node(JsonElement json) => new(
        [.. json.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)],
        Map(json.GetProperty("properties")),
        json.GetProperty("id").GetInt64());

    private static ExpectedRelationship Relationship(JsonElement json) => new(
        json.GetProperty("type").GetString()!,
        Map(json.GetProperty("properties")),
        json.GetProperty("id").GetInt64(),
        json.GetProperty("start").GetInt64(),
        json.GetProperty("end").GetInt64());

    private static ExpectedPath Path(JsonElement json)
    {
        var nodes = json.GetProperty("nodes").EnumerateArray().Select(Node).ToArray();
        var relationships = json.GetProperty("relationships").EnumerateArray().Select(Relationship).ToArray();
        return new(nodes, [.. relationships.Select((relationship, i) => new ExpectedStep(relationship, relationship.Start == nodes[i].Identity && relationship.End == nodes[i + 1].Identity))]);
    }

    private static ExpectedOther Point(JsonElement json) => new(
        ValueKind.Point,
        $"{Text(json.GetProperty("srid"))} {string.Join(' ', json.GetProperty("coordinates").EnumerateArray().Select(c => Notation.Float(Float(c))))}");

    private static double Float(JsonElement json) => double.Parse(Text(json), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();

    private static FormatException Unknown(JsonElement json) => new($"No tagged value: {json.GetRawText()}");
}
