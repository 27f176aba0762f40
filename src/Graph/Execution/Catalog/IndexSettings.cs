using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.FullText.Analysis;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Catalog;

/// <summary>OPTIONS of CREATE INDEX: what each kind of index can be told, with its default, and what is wrong with what was told.</summary>
internal static class IndexSettings
{
    private const long MaximumDimensions = 4_096;
    private const double Flat = 1_000_000;

    private static readonly (string System, double[] Minimum, double[] Maximum)[] PointBounds =
    [
        ("cartesian-3d", [-Flat, -Flat, -Flat], [Flat, Flat, Flat]),
        ("cartesian", [-Flat, -Flat], [Flat, Flat]),
        ("wgs-84-3d", [-180, -90, -Flat], [180, 90, Flat]),
        ("wgs-84", [-180, -90], [180, 90]),
    ];

    /// <summary>All settings of an index.</summary>
    /// <exception cref="CypherException">The options are none of the kind of index, or their values are not possible.</exception>
    public static MapValue Read(Statement statement, IndexKind kind, Expression? options, IReadOnlyDictionary<string, Value> parameters)
    {
        var given = options is null ? MapValue.Empty : ConstantOf(options, parameters) is { Kind: ValueKind.Map } map ? map.AsMap()
            : throw CypherErrors.Syntax("OPTIONS are a map.", options.Position);
        foreach (var key in given.Keys)
        {
            if (key is not ("indexConfig" or "indexProvider"))
            {
                throw CypherErrors.Syntax($"There is no option '{key}': there are indexConfig and indexProvider.", statement.Position);
            }
        }

        if (given.TryGetValue("indexProvider", out var provider) && !(provider.IsString && IsProvider(provider.AsString(), kind)))
        {
            throw CypherErrors.Argument($"{provider} is no provider of this kind of index: take '{SchemaListing.Provider(kind)}'.");
        }

        if (given.TryGetValue("indexConfig", out var config) && config.Kind != ValueKind.Map)
        {
            throw CypherErrors.Argument("indexConfig is a map.");
        }

        return Complete(kind, config.Kind == ValueKind.Map ? config.AsMap() : MapValue.Empty);
    }

    private static MapValue Complete(IndexKind kind, MapValue given)
    {
        var defaults = Defaults(kind).ToList();
        foreach (var key in given.Keys)
        {
            if (!defaults.Exists(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
            {
                throw CypherErrors.Argument($"This kind of index has no setting '{key}'.");
            }
        }

        return MapValue.From(defaults
            .Select(setting => new KeyValuePair<string, Value>(setting.Key, Setting(setting.Key, given.FirstOrDefault(other => other.Key.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)).Value is { IsNull: false } own ? own : setting.Value)))
            .Where(setting => !setting.Value.IsNull));
    }

    private static IEnumerable<KeyValuePair<string, Value>> Defaults(IndexKind kind)
    {
        switch (kind)
        {
            case IndexKind.FullText:
                yield return new("fulltext.analyzer", Value.Of(TextAnalyzer.All[0].Name));
                yield return new("fulltext.eventually_consistent", Value.False);
                break;
            case IndexKind.Vector:
                yield return new("vector.dimensions", Value.Null);
                yield return new("vector.hnsw.ef_construction", Value.Of(100L));
                yield return new("vector.hnsw.m", Value.Of(16L));
                yield return new("vector.quantization.enabled", Value.True);
                yield return new("vector.similarity_function", Value.Of("COSINE"));
                break;
            case IndexKind.Point:
                foreach (var (system, minimum, maximum) in PointBounds)
                {
                    yield return new($"spatial.{system}.max", Value.Of([.. maximum.Select(Value.Of)]));
                    yield return new($"spatial.{system}.min", Value.Of([.. minimum.Select(Value.Of)]));
                }

                break;
            default:
                break;
        }
    }

    private static Value Setting(string key, Value value) => key switch
    {
        "fulltext.analyzer" when !value.IsString || TextAnalyzer.Find(value.AsString()) is null =>
            throw CypherErrors.ExecutionFailed($"There is no full-text analyzer {value}: there are {string.Join(", ", TextAnalyzer.All.Select(analyzer => analyzer.Name))}."),
        "fulltext.eventually_consistent" or "vector.quantization.enabled" when !value.IsBoolean => throw CypherErrors.Argument($"{key} is true or false."),
        "vector.dimensions" when !value.IsNull && (!value.IsInteger || value.AsInteger() is < 1 or > MaximumDimensions) =>
            throw CypherErrors.ExecutionFailed($"A vector has from 1 to {MaximumDimensions} dimensions."),
        "vector.similarity_function" => Similarity(value),
        _ when key.StartsWith("spatial.", StringComparison.Ordinal) => Bounds(key, value),
        _ => value,
    };

    private static Value Similarity(Value value) => value.IsString && value.AsString().ToUpperInvariant() is "COSINE" or "EUCLIDEAN"
        ? Value.Of(value.AsString().ToUpperInvariant())
        : throw CypherErrors.ExecutionFailed("Vectors are compared by 'cosine' or 'euclidean'.");

    private static Value Bounds(string key, Value value) =>
        value.Kind == ValueKind.List && value.AsList().All(item => item.IsNumber) && value.AsList().Count == (key.Contains("-3d.", StringComparison.Ordinal) ? 3 : 2)
            ? Value.Of([.. value.AsList().Select(item => Value.Of(item.AsDouble()))])
            : throw CypherErrors.Argument($"{key} is a list of numbers, one for each coordinate.");

    private static bool IsProvider(string name, IndexKind kind) => name == SchemaListing.Provider(kind)
        || (kind == IndexKind.Text && name == "text-1.0") || (kind == IndexKind.Vector && name == "vector-1.0");

    private static Value ConstantOf(Expression expression, IReadOnlyDictionary<string, Value> parameters) => expression switch
    {
        LiteralExpression literal => literal.Value,
        ParameterExpression parameter => parameters.TryGetValue(parameter.Name, out var value) ? value
            : throw new CypherException(CypherErrors.ParameterMissingCode, $"The statement needs the parameter ${parameter.Name}, which was not given.", compileTime: true),
        ListExpression list => Value.Of([.. list.Items.Select(item => ConstantOf(item, parameters))]),
        MapExpression map => Value.Of(MapValue.From(map.Entries.Select(entry => new KeyValuePair<string, Value>(entry.Key, ConstantOf(entry.Value, parameters))))),
        UnaryExpression { Operator: UnaryOperator.Minus } negated => Arithmetic.Negate(ConstantOf(negated.Operand, parameters)),
        _ => throw CypherErrors.Syntax("An option is a literal or a parameter.", expression.Position),
    };
}
