using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution;

/// <summary>What can be kept in a property: scalars, temporal values, points, bytes, and lists of one kind of these without nulls.</summary>
internal static class StorableValue
{
    /// <summary>The value as it is kept. Of integers and floats in one list all become floats.</summary>
    /// <exception cref="CypherException">A TypeError: no property can hold it.</exception>
    public static Value Of(string key, Value value)
    {
        if (value.Kind != ValueKind.List)
        {
            CheckScalar(key, value);
            return value;
        }

        var list = value.AsList();
        return list.IsStored ? value : Value.Of(new ListValue(Items(key, list)) { IsStored = true });
    }

    private static Value[] Items(string key, ListValue list)
    {
        var items = list.Items.ToArray();
        var integers = 0;
        foreach (var item in items)
        {
            if (item.IsNull || item.Kind == ValueKind.List)
            {
                throw CypherErrors.Type($"Property '{key}' cannot hold a list with nulls or lists in it.");
            }

            CheckScalar(key, item);
            integers += item.IsInteger ? 1 : 0;
            if (!AreOneKind(items[0], item))
            {
                throw CypherErrors.Type($"Property '{key}' cannot hold a list of different kinds: {TypeNames.Describe(items[0])} and {TypeNames.Describe(item)}.");
            }
        }

        return integers > 0 && integers < items.Length ? Array.ConvertAll(items, item => Value.Of(item.AsDouble())) : items;
    }

    /// <summary>Points are of one kind only where they are measured in the same way.</summary>
    private static bool AreOneKind(Value first, Value item) => first.Kind == item.Kind
        ? first.Heap<PointValue>() is not { } point || point.Crs == item.Heap<PointValue>()!.Crs
        : first.IsNumber && item.IsNumber;

    private static void CheckScalar(string key, Value value)
    {
        if (value.Kind is ValueKind.Map or ValueKind.Node or ValueKind.Relationship or ValueKind.Path)
        {
            throw CypherErrors.Type($"Property '{key}' cannot hold a {value.Kind}: properties are scalars, temporal values, points, or lists of these.");
        }
    }
}
