using System.Globalization;
using System.Text;
using System.Text.Json;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>One text for a recorded value and for one on the wire, without what differs from server to server: ids of entities.</summary>
internal static class Canonical
{
    /// <param name="writer">Where the value goes.</param>
    /// <param name="value">The recorded value.</param>
    /// <param name="names">Texts that are replaced by others.</param>
    public static void Pack(PackWriter writer, JsonElement value, IReadOnlyDictionary<string, string>? names = null)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                writer.WriteNull();
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Write(value.GetBoolean());
                break;
            case JsonValueKind.String:
                writer.Write(names?.GetValueOrDefault(value.GetString()!) ?? value.GetString()!);
                break;
            case JsonValueKind.Array:
                writer.WriteListHeader(value.GetArrayLength());
                foreach (var item in value.EnumerateArray())
                {
                    Pack(writer, item, names);
                }

                break;
            default:
                PackTyped(writer, value.EnumerateObject().First(), names);
                break;
        }
    }

    public static string Text(JsonElement value)
    {
        var writer = new PackWriter();
        Pack(writer, value);
        var reader = new PackReader(writer.Written.Span);
        return Text(ref reader);
    }

    public static string Text(ref PackReader reader)
    {
        switch (reader.Peek())
        {
            case PackKind.Null:
                reader.ReadNull();
                return "null";
            case PackKind.Boolean:
                return reader.ReadBoolean() ? "true" : "false";
            case PackKind.Integer:
                return reader.ReadInteger().ToString(CultureInfo.InvariantCulture);
            case PackKind.Float:
                return reader.ReadFloat().ToString("R", CultureInfo.InvariantCulture) + "f";
            case PackKind.Bytes:
                return Convert.ToHexString(reader.ReadBytes());
            case PackKind.String:
                return $"\"{reader.ReadString()}\"";
            case PackKind.List:
                return ListText(ref reader);
            case PackKind.Map:
                return MapText(ref reader);
            default:
                return StructureText(ref reader);
        }
    }

    /// <summary>The entries of a map on the wire, as texts.</summary>
    public static SortedDictionary<string, string> Entries(ref PackReader reader)
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            entries.Add(reader.ReadString(), Text(ref reader));
        }

        return entries;
    }

    private static void PackTyped(PackWriter writer, JsonProperty typed, IReadOnlyDictionary<string, string>? names)
    {
        switch (typed.Name)
        {
            case "Integer":
                writer.Write(long.Parse(typed.Value.GetString()!, CultureInfo.InvariantCulture));
                break;
            case "Float":
                writer.Write(typed.Value.GetString() switch
                {
                    "Infinity" => double.PositiveInfinity,
                    "-Infinity" => double.NegativeInfinity,
                    var number => double.Parse(number!, CultureInfo.InvariantCulture),
                });
                break;
            case "ByteArray":
                writer.Write(Convert.FromHexString(typed.Value.GetString()!).AsSpan());
                break;
            case "Map":
                writer.WriteMapHeader(typed.Value.EnumerateObject().Count());
                foreach (var entry in typed.Value.EnumerateObject())
                {
                    writer.Write(entry.Name);
                    Pack(writer, entry.Value, names);
                }

                break;
            case "Structure":
                var fields = typed.Value.GetProperty("fields");
                writer.WriteStructureHeader(fields.GetArrayLength(), Convert.ToByte(typed.Value.GetProperty("tag").GetString(), 16));
                foreach (var field in fields.EnumerateArray())
                {
                    Pack(writer, field, names);
                }

                break;
            case "LongString":
                writer.Write(new string('x', typed.Value.GetProperty("bytes").GetInt32()));
                break;
            case "LongByteArray":
                writer.Write(new byte[typed.Value.GetProperty("bytes").GetInt32()].AsSpan());
                break;
            default:
                throw new NotSupportedException(typed.Name);
        }
    }

    private static string ListText(ref PackReader reader)
    {
        var text = new StringBuilder("[");
        for (var left = reader.ReadListHeader(); left > 0; left--)
        {
            text.Append(Text(ref reader)).Append(left > 1 ? "," : "");
        }

        return text.Append(']').ToString();
    }

    private static string MapText(ref PackReader reader) => $"{{{string.Join(",", Entries(ref reader).Select(entry => $"{entry.Key}:{entry.Value}"))}}}";

    private static string StructureText(ref PackReader reader)
    {
        var (count, tag) = reader.ReadStructureHeader();
        var fields = new string[count];
        for (var i = 0; i < count; i++)
        {
            fields[i] = Text(ref reader);
        }

        var ids = tag switch
        {
            StructureTag.Node => [0, 3],
            StructureTag.Relationship => [0, 1, 2, 5, 6, 7],
            StructureTag.UnboundRelationship => new[] { 0, 3 },
            _ => [],
        };
        foreach (var id in ids.Where(id => id < count))
        {
            fields[id] = "#";
        }

        if (tag == StructureTag.Duration && count == 4)
        {
            Settle(ref fields[2], ref fields[3]);
        }

        return $"{tag:X2}({string.Join(",", fields)})";
    }

    /// <summary>One duration can be written with a negative fraction of a second or with one second less.</summary>
    private static void Settle(ref string seconds, ref string nanoseconds)
    {
        const long Second = 1_000_000_000;
        var (whole, part) = (long.Parse(seconds, CultureInfo.InvariantCulture), long.Parse(nanoseconds, CultureInfo.InvariantCulture));
        var rest = ((part % Second) + Second) % Second;
        seconds = (whole + ((part - rest) / Second)).ToString(CultureInfo.InvariantCulture);
        nanoseconds = rest.ToString(CultureInfo.InvariantCulture);
    }
}
