using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Similarity of two vectors, given as lists of numbers of one length; between 0 and 1.</summary>
internal static class VectorFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionTypes.Strict("vector.similarity.cosine", [CypherTypes.List, CypherTypes.List], CypherTypes.Float, (_, arguments) =>
            Similarity("vector.similarity.cosine", arguments, Cosine)),
        FunctionTypes.Strict("vector.similarity.euclidean", [CypherTypes.List, CypherTypes.List], CypherTypes.Float, (_, arguments) =>
            Similarity("vector.similarity.euclidean", arguments, Euclidean)),
    ];

    private static Value Similarity(string function, ReadOnlySpan<Value> arguments, Func<float[], float[], float> measure)
    {
        var a = Vector(function, arguments[0]);
        var b = Vector(function, arguments[1]);
        if (a.Length != b.Length)
        {
            throw CypherErrors.Argument($"{function}() takes two vectors of one length, but {a.Length} and {b.Length} numbers were given.");
        }

        return Value.Of((double)measure(a, b));
    }

    private static float[] Vector(string function, Value value)
    {
        var list = FunctionTypes.List(function, value);
        if (list.Count == 0 || list.Any(item => !item.IsNumber || !float.IsFinite((float)item.AsDouble())))
        {
            throw CypherErrors.Argument($"{function}() takes lists of finite numbers, but {TypeNames.Describe(value)} was given.");
        }

        return [.. list.Select(item => (float)item.AsDouble())];
    }

    /// <summary>(1 + cos α) / 2.</summary>
    private static float Cosine(float[] a, float[] b)
    {
        float dot = 0, lengthA = 0, lengthB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            dot += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }

        if (lengthA == 0 || lengthB == 0)
        {
            throw CypherErrors.Argument("The cosine similarity of a vector of length zero is not defined.");
        }

        return (1f + (float)(dot / Math.Sqrt((double)lengthA * lengthB))) / 2f;
    }

    /// <summary>1 / (1 + d²).</summary>
    private static float Euclidean(float[] a, float[] b)
    {
        float distance = 0;
        for (var i = 0; i < a.Length; i++)
        {
            distance += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return 1f / (1f + distance);
    }
}
