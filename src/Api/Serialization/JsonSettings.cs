using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoEvolve.Graph.Values;

namespace CoEvolve.Api.Serialization;

/// <summary>How the API and the command line write JSON.</summary>
internal static class JsonSettings
{
    /// <summary>Sets camelCase names, enums as lower-case words, and Cypher values in the form of <see cref="CypherJson"/>.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new CypherValueConverter());

        // The answers are application/json with nosniff, never part of a page: names and arrows stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }

    private sealed class CypherValueConverter : JsonConverter<Value>
    {
        public override bool HandleNull => true;

        public override Value Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return CypherJson.Read(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, Value value, JsonSerializerOptions options) => CypherJson.Write(writer, value);
    }
}
