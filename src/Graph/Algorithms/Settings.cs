using System.Globalization;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms;

/// <summary>
/// Reads the configuration map of a procedure: types, ranges, defaults, keys that nobody asked for. Keys are compared without regard to case, and a key whose value is null
/// counts as left out. What was read, with its defaults, is the configuration that results show.
/// </summary>
internal sealed class Settings
{
    /// <summary>The most threads that the free edition of Neo4j's library grants; configurations beyond it are refused, as there.</summary>
    private const int MaximumConcurrency = 4;

    private readonly SortedDictionary<string, Value> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly MapBuilder _effective = new();

    public Settings(MapValue given)
    {
        foreach (var (key, value) in given)
        {
            if (!value.IsNull)
            {
                _given[key] = value;
            }
        }
    }

    /// <summary>All that was read, as results show it.</summary>
    public MapValue Effective => _effective.Build();

    public bool Has(string key) => _given.ContainsKey(key);

    public Value Raw(string key, Value fallback = default)
    {
        _known.Add(key);
        var value = _given.TryGetValue(key, out var given) ? given : fallback;
        if (!value.IsNull)
        {
            _effective.Set(key, value);
        }

        return value;
    }

    public Value Required(string key) => Has(key) ? Raw(key) : throw AlgorithmErrors.Failed($"No value specified for the mandatory configuration parameter `{key}`.");

    public double Double(string key, double fallback, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity, bool below = false)
    {
        var value = Raw(key, Value.Of(fallback));
        var number = value.IsNumber ? value.AsDouble() : throw WrongType(key, "Double", value);
        return number >= minimum && (below ? number < maximum : number <= maximum)
            ? number
            : throw OutOfRange(key, number.ToString(CultureInfo.InvariantCulture), minimum, maximum, below);
    }

    public int Integer(string key, int fallback, int minimum = int.MinValue, int maximum = int.MaxValue)
    {
        var number = Long(key, fallback);
        return number >= minimum && number <= maximum ? (int)number : throw OutOfRange(key, number.ToString(CultureInfo.InvariantCulture), minimum, maximum, false);
    }

    public long Long(string key, long fallback) => Raw(key, Value.Of(fallback)) is { IsInteger: true } value ? value.AsInteger() : throw WrongType(key, "Integer", _given[key]);

    public int? OptionalInteger(string key, int minimum, int maximum = int.MaxValue) => Has(key) ? Integer(key, 0, minimum, maximum) : Absent<int?>(key);

    public long? OptionalLong(string key) => Has(key) ? Long(key, 0) : Absent<long?>(key);

    public bool Boolean(string key, bool fallback) => Raw(key, Value.Of(fallback)) is { IsBoolean: true } value ? value.AsBoolean() : throw WrongType(key, "Boolean", _given[key]);

    public string? Text(string key, string? fallback = null)
    {
        var value = Raw(key, fallback is null ? Value.Null : Value.Of(fallback));
        return value.IsNull ? null : value.IsString ? Filled(key, value.AsString()) : throw WrongType(key, "String", value);
    }

    public string RequiredText(string key) => Required(key) is { IsString: true } value ? Filled(key, value.AsString()) : throw WrongType(key, "String", _given[key]);

    /// <summary>A list of strings, or one string alone.</summary>
    public string[] Texts(string key, params string[] fallback)
    {
        var value = Raw(key, Value.Of(fallback));
        return value.IsString ? [value.AsString()]
            : value.Kind == ValueKind.List && value.AsList().All(item => item.IsString) ? [.. value.AsList().Select(item => item.AsString())]
            : throw WrongType(key, "List of String", value);
    }

    /// <summary>One of some words, whatever its case.</summary>
    public string Choice(string key, string fallback, params string[] words)
    {
        var given = Text(key, fallback)!.ToUpperInvariant();
        return words.Contains(given, StringComparer.Ordinal)
            ? given
            : throw AlgorithmErrors.Failed($"`{key}` is '{given}', but must be one of {AlgorithmErrors.Names(words)}.");
    }

    public double[] Doubles(string key, params double[] fallback)
    {
        var value = Raw(key, Value.Of(Array.ConvertAll(fallback, item => Value.Of(item))));
        return value.Kind == ValueKind.List && value.AsList().All(item => item.IsNumber)
            ? [.. value.AsList().Select(item => item.AsDouble())]
            : throw WrongType(key, "List of Double", value);
    }

    /// <summary>The ids of nodes: a node, an id, or a list of these.</summary>
    public long[] Nodes(string key)
    {
        var value = Raw(key);
        return value.IsNull ? [] : value.Kind == ValueKind.List ? [.. value.AsList().Select(item => NodeId(key, item))] : [NodeId(key, value)];
    }

    public long Node(string key) => NodeId(key, Required(key));

    /// <summary>What every algorithm takes besides its own settings.</summary>
    public void ReadCommon()
    {
        Concurrency("concurrency");
        Raw("jobId");
        Boolean("logProgress", true);
        Boolean("sudo", false);
        Raw("username");
        if (Has("minBatchSize"))
        {
            Integer("minBatchSize", 10_000, 1);
        }
    }

    public void Concurrency(string key)
    {
        var threads = Integer(key, MaximumConcurrency, 1);
        if (threads > MaximumConcurrency)
        {
            throw AlgorithmErrors.Failed($"`{key}` is {threads}, but cannot exceed {MaximumConcurrency}.");
        }
    }

    /// <summary>Marks keys as known without reading them.</summary>
    public void Allow(params string[] keys) => _known.UnionWith(keys);

    /// <summary>Refuses keys that nothing has read.</summary>
    public void RefuseOthers()
    {
        var others = _given.Keys.Where(key => !_known.Contains(key)).ToArray();
        if (others.Length > 0)
        {
            throw AlgorithmErrors.Failed($"Unexpected configuration key{(others.Length > 1 ? "s" : "")}: {string.Join(", ", others.Select(Described))}");
        }
    }

    public static long NodeId(string key, Value value) => value.Kind == ValueKind.Node || value.IsInteger
        ? value.Bits
        : throw AlgorithmErrors.Failed($"The value of `{key}` must be a node or the id of one, but it was {TypeNames.Describe(value)}.");

    private static string Filled(string key, string text) => string.IsNullOrWhiteSpace(text)
        ? throw AlgorithmErrors.Failed($"`{key}` can not be empty or contain only white space.")
        : text;

    private static CypherException WrongType(string key, string wanted, Value given) =>
        AlgorithmErrors.Failed($"The value of `{key}` must be of type `{wanted}` but was {TypeNames.Describe(given)}.");

    private static CypherException OutOfRange(string key, string given, double minimum, double maximum, bool below) => AlgorithmErrors.Failed(string.Create(
        CultureInfo.InvariantCulture,
        $"Value for `{key}` was `{given}`, but must be within the range [{minimum}, {maximum}{(below ? ")" : "]")}."));

    private T? Absent<T>(string key)
    {
        _known.Add(key);
        return default;
    }

    private string Described(string key)
    {
        var near = _known.Where(known => Distance(key, known) <= Math.Max(1, known.Length / 2)).OrderBy(known => Distance(key, known)).Take(1).ToArray();
        return near.Length == 0 ? key : $"{key} (Did you mean [{near[0]}]?)";
    }

    /// <summary>Levenshtein's distance, without regard to case.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
