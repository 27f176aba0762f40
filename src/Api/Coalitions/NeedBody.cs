using System.Globalization;
using System.Text.Json;
using CoEvolve.Api.Problems;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Coalitions;

namespace CoEvolve.Api.Coalitions;

/// <summary>Reads a need from JSON and gathers what is wrong with its form, each fault under its JSON pointer.</summary>
internal sealed class NeedBody
{
    private readonly SortedDictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    /// <summary>By JSON pointer; empty for a need that could be read.</summary>
    public IReadOnlyDictionary<string, string[]> Faults => _faults;

    /// <summary>The need; meaningless where there are faults.</summary>
    public CoalitionNeed? Read(JsonElement json, Language language)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse("", "The body is an object: {\"locality\": …, \"resources\": […]}.");
            return null;
        }

        RefuseUnknown(json, "", "actor", "locality", "deadline", "resources", "mostPartners", "alternatives");
        var need = new CoalitionNeed
        {
            Actor = Text(json, "", "actor") is { } actor ? new ActorId(actor) : null,
            Locality = new(Text(json, "", "locality") ?? Missing("/locality", "Say where it is needed by the code of a locality, such as \"11.01\".")),
            Deadline = Date(json, "deadline"),
            Resources = Resources(json),
            MostPartners = Whole(json, "mostPartners"),
            Alternatives = Whole(json, "alternatives"),
            Language = language,
        };
        return _faults.Count == 0 ? need : null;
    }

    private List<NeededResource> Resources(JsonElement json)
    {
        var resources = new List<NeededResource>();
        if (!json.TryGetProperty("resources", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            Refuse("/resources", "Say what is needed as a list: [{\"resource\": \"funds.grant\", \"quantity\": 100000000, \"unit\": \"IDR\"}].");
            return resources;
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"/resources/{index++}");
            if (item.ValueKind != JsonValueKind.Object)
            {
                Refuse(place, "Each resource is an object: {\"resource\": …, \"quantity\": …, \"unit\": …}.");
                continue;
            }

            RefuseUnknown(item, place, "resource", "quantity", "unit");
            var code = Text(item, place, "resource") ?? Missing($"{place}/resource", "Say what is needed by the code of a resource, such as \"funds.grant\".");
            resources.Add(new(new(code), Number(item, place, "quantity"), Text(item, place, "unit")));
        }

        return resources;
    }

    private void RefuseUnknown(JsonElement json, string place, params string[] known)
    {
        foreach (var name in json.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name)))
        {
            Refuse($"{place}/{Problem.Shown(name)}", $"This member is unknown; there are {string.Join(", ", known)}.");
        }
    }

    private string? Text(JsonElement json, string place, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Refuse($"{place}/{name}", "This is a text that is not empty; leave the member out where there is none.");
        return null;
    }

    private DateOnly? Date(JsonElement json, string name)
    {
        if (Text(json, "", name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Refuse($"/{name}", $"'{Problem.Shown(text)}' is no date such as 2026-12-31.");
        return null;
    }

    private double? Number(JsonElement json, string place, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number))
        {
            return number;
        }

        Refuse($"{place}/{name}", "This is a number, without quotation marks or separators.");
        return null;
    }

    private int? Whole(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
        {
            return number;
        }

        Refuse($"/{name}", "This is a whole number.");
        return null;
    }

    private string Missing(string place, string reason)
    {
        _faults.TryAdd(place, [reason]);
        return "";
    }

    private void Refuse(string place, string reason) => _faults[place] = [reason];
}
