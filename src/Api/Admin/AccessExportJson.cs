using System.Text.Json;
using CoEvolve.Api.Serialization;
using CoEvolve.Graph.Values;
using CoEvolve.Jobs.Consent;
using Microsoft.AspNetCore.Http;

namespace CoEvolve.Api.Admin;

/// <summary>The JSON of an access export: <c>{"actor", "addressBlocked", "graph": {"node", "relationships"}, "ledger": {table: [row…]}}</c>.</summary>
internal static class AccessExportJson
{
    public static IResult Write(AccessExport export)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new() { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("actor", export.Actor.Value);
            writer.WriteBoolean("addressBlocked", export.AddressBlocked);
            writer.WriteStartObject("graph");
            writer.WritePropertyName("node");
            CypherJson.Write(writer, export.Node is null ? Value.Null : Value.Of(export.Node));
            writer.WriteStartArray("relationships");
            foreach (var relationship in export.Relationships)
            {
                CypherJson.Write(writer, Value.Of(relationship));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WritePropertyName("ledger");
            JsonSerializer.Serialize(writer, export.Ledger);
            writer.WriteEndObject();
        }

        return TypedResults.Bytes(bytes.ToArray(), "application/json");
    }
}
