using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Matching.Network;

/// <summary>Makes an object of one row; columns by position, in the order of the query's RETURN.</summary>
internal delegate T RowReader<out T>(ReadOnlySpan<Value> row);

/// <summary>Reads whole results of named queries.</summary>
internal static class GraphReading
{
    public static async Task<List<T>> ReadNamedAsync<T>(this IGraph graph, string name, Parameters parameters, RowReader<T> read, CancellationToken cancellationToken)
    {
        await using var result = await graph.RunAsync(NamedQueries.Get(name), parameters, cancellationToken);
        return await ReadAllAsync(result, read, cancellationToken);
    }

    public static async Task<List<T>> ReadNamedAsync<T>(this IGraphTransaction transaction, string name, Parameters parameters, RowReader<T> read, CancellationToken cancellationToken)
    {
        await using var result = await transaction.RunAsync(NamedQueries.Get(name), parameters, cancellationToken);
        return await ReadAllAsync(result, read, cancellationToken);
    }

    public static async Task<List<T>> ReadAllAsync<T>(IGraphResult result, RowReader<T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await result.ReadAsync(cancellationToken))
        {
            rows.Add(read(result.Current));
        }

        return rows;
    }

    /// <summary>The strings of a list; nulls in it are left out.</summary>
    public static IReadOnlyList<string> AsStrings(this Value value) =>
        value.IsNull ? [] : [.. value.AsList().Where(item => !item.IsNull).Select(item => item.AsString())];

    public static double? AsDoubleOrNull(this Value value) => value.IsNull ? null : value.AsDouble();

    public static long? AsIntegerOrNull(this Value value) => value.IsNull ? null : value.AsInteger();

    public static DateOnly? AsDateOrNull(this Value value) => value.IsNull ? null : value.AsDate();
}

/// <summary>Parameters of one query, by name.</summary>
internal sealed class Parameters : Dictionary<string, Value>
{
    public Parameters()
        : base(StringComparer.Ordinal)
    {
    }
}
