using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Projection;

/// <summary>One property of all nodes of a projection. Immutable.</summary>
/// <param name="type">As the schema of a projection names it: Integer, Float, List of Integer, List of Float.</param>
/// <param name="values">By node.</param>
/// <param name="defaultValue">What nodes without the property have.</param>
internal sealed class NodeColumn(string type, Value[] values, Value defaultValue)
{
    public const string Integer = "Integer";
    public const string Float = "Float";
    public const string IntegerList = "List of Integer";
    public const string FloatList = "List of Float";

    public string Type => type;

    public Value[] Values => values;

    public Value DefaultValue => defaultValue;

    public static NodeColumn Of(long[] values) => new(Integer, Array.ConvertAll(values, Value.Of), Value.Of(long.MinValue));

    public static NodeColumn Of(double[] values) => new(Float, Array.ConvertAll(values, value => Value.Of(value)), Value.Of(double.NaN));

    /// <summary>Reads numbers and lists of numbers; one float among them makes the column a column of floats.</summary>
    /// <exception cref="CypherException">A value is of another kind.</exception>
    public static NodeColumn Read(string name, Value[] values, Value defaultValue)
    {
        var isList = values.Append(defaultValue).Any(IsList);
        var hasFloat = false;
        foreach (var value in values.Append(defaultValue))
        {
            if (!value.IsNull && (IsList(value) != isList || !(value.IsNumber || (IsList(value) && value.AsList().All(item => item.IsNumber)))))
            {
                throw AlgorithmErrors.Failed($"The property '{name}' cannot be projected: only numbers and lists of numbers can, and {TypeNames.Describe(value)} is among its values.");
            }

            hasFloat |= value.IsFloat || (IsList(value) && value.AsList().Any(item => item.IsFloat));
        }

        if (isList)
        {
            return new(hasFloat ? FloatList : IntegerList, values, defaultValue);
        }

        var isFloat = hasFloat || values.All(value => value.IsNull);
        var missing = !defaultValue.IsNull ? defaultValue : isFloat ? Value.Of(double.NaN) : Value.Of(long.MinValue);
        return new(isFloat ? Float : Integer, Array.ConvertAll(values, value => Convert(value.IsNull ? missing : value, isFloat)), missing);
    }

    public bool IsScalar => type is Integer or Float;

    public double Double(int node) => values[node].IsNumber ? values[node].AsDouble() : double.NaN;

    /// <summary>The values of some nodes, in this order.</summary>
    public NodeColumn Select(int[] nodes) => new(type, Array.ConvertAll(nodes, node => values[node]), defaultValue);

    private static bool IsList(Value value) => value.Kind == ValueKind.List;

    private static Value Convert(Value value, bool toFloat) => toFloat && value.IsInteger ? Value.Of(value.AsDouble()) : value;
}
