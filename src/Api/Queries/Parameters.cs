using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using CoEvolve.Api.Serialization;
using CoEvolve.Matching.Network;
using Microsoft.OpenApi;

namespace CoEvolve.Api.Queries;

/// <summary>Parameters that several routes share, and the ways to declare them.</summary>
internal static class Parameters
{
    private const int LongestCursor = 2000;

    public static readonly QueryParameter<string?> Cursor = Text(
        "cursor", "Where the list goes on: the member `next` of the answer before. It belongs to the same path and the same filters.", LongestCursor);

    public static readonly QueryParameter<Language?> Language = new(
        "language", "Language of names and reasons: `id` Indonesian, `en` English. Default: what Accept-Language prefers of the two, else `id`.",
        new() { Type = JsonSchemaType.String, Enum = [JsonValue.Create("id"), JsonValue.Create("en")] },
        text => text switch
        {
            "id" => Reading<Language?>.Of(Matching.Network.Language.Indonesian),
            "en" => Reading<Language?>.Of(Matching.Network.Language.English),
            _ => Reading<Language?>.Wrong("it is one of id, en"),
        });

    /// <summary>How many items at most.</summary>
    public static QueryParameter<int> Limit(int absent, int most) => new(
        "limit", $"How many items at most. Default {absent}.",
        new() { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = most.ToString(CultureInfo.InvariantCulture), Default = JsonValue.Create(absent) },
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? Reading<int>.Of(number)
            : Reading<int>.Wrong($"it is a whole number from 1 to {most}"));

    /// <summary>One of an enum's members.</summary>
    public static QueryParameter<T?> Choice<T>(string name, string description)
        where T : struct, Enum => new(
        name, description, ChoiceSchema<T>(),
        text => EnumText.TryParse<T>(text, out var value) ? Reading<T?>.Of(value) : Reading<T?>.Wrong($"it is one of {EnumText.AllNames<T>()}"));

    /// <summary>One or more of an enum's members, with commas between.</summary>
    public static QueryParameter<IReadOnlySet<T>?> Choices<T>(string name, string description)
        where T : struct, Enum => new(
        name, description, new() { Type = JsonSchemaType.Array, Items = ChoiceSchema<T>(), MinItems = 1 },
        text =>
        {
            var values = new HashSet<T>();
            foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!EnumText.TryParse<T>(part, out var value))
                {
                    return Reading<IReadOnlySet<T>?>.Wrong($"it is one or more (with commas between) of {EnumText.AllNames<T>()}");
                }

                values.Add(value);
            }

            return Reading<IReadOnlySet<T>?>.Of(values.ToFrozenSet());
        });

    /// <summary>Free text up to a length in UTF-16 units; empty is refused, since it is more often a mistake than a wish.</summary>
    public static QueryParameter<string?> Text(string name, string description, int longest) => new(
        name, description,
        new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = longest },
        text => text.Length > longest ? Reading<string?>.Wrong($"it has at most {longest} characters")
            : string.IsNullOrWhiteSpace(text) ? Reading<string?>.Wrong("it is not empty: leave the parameter out to mean all")
            : Reading<string?>.Of(text.Trim()));

    private static OpenApiSchema ChoiceSchema<T>()
        where T : struct, Enum => new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. EnumText.Names<T>().Select(name => JsonValue.Create(name))],
        };
}
