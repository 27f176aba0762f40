using System.Runtime.InteropServices;
using CoEvolve.Graph.Algorithms.Projection;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>How groups of nodes are named in results, and which of them are shown.</summary>
internal sealed class GroupNames(bool consecutive, int minimumSize)
{
    public static GroupNames Read(Settings settings, AlgorithmMode mode, string minimumKey, bool seeded)
    {
        var consecutive = settings.Boolean("consecutiveIds", false);
        if (consecutive && seeded)
        {
            throw AlgorithmErrors.Failed("Seeding and intermediate communities cannot be used in combination with the option `consecutiveIds`.");
        }

        return new(consecutive, mode is AlgorithmMode.Stream or AlgorithmMode.Write ? settings.OptionalInteger(minimumKey, 1) ?? 0 : 0);
    }

    public static NodeColumn Column(AlgorithmGraph graph, string property, string key)
    {
        if (!graph.Origin.Properties.TryGetValue(property, out var column) || !column.IsScalar)
        {
            throw AlgorithmErrors.Failed($"The property `{property}` of `{key}` is not a number of the nodes. Available are {AlgorithmErrors.Names(graph.Origin.Properties.Keys)}.");
        }

        return graph.Column(property);
    }

    /// <summary>Null where there is no property; negative where a node has none.</summary>
    public static long[]? Seeds(AlgorithmGraph graph, string? property) => property is null ? null
        : Array.ConvertAll(Column(graph, property, "seedProperty").Values, value => value.IsInteger ? value.AsInteger() : value.IsFloat && value.AsDouble() >= 0 ? (long)value.AsDouble() : -1);

    /// <summary>Components bear the smallest seed of their nodes; those without one get ids above all seeds.</summary>
    public static long[] FromSeeds(int[] components, long[] seeds)
    {
        var names = new Dictionary<int, long>();
        for (var node = 0; node < components.Length; node++)
        {
            if (seeds[node] >= 0)
            {
                names[components[node]] = Math.Min(seeds[node], names.GetValueOrDefault(components[node], long.MaxValue));
            }
        }

        var next = seeds.DefaultIfEmpty(-1).Max() + 1;
        return Array.ConvertAll(components, component => names.TryGetValue(component, out var name) ? name : names[component] = next++);
    }

    /// <summary>Equal seeds become equal numbers below the count of nodes; nodes without one stand alone.</summary>
    public static int[] Numbered(long[] seeds)
    {
        var numbers = new Dictionary<long, int>();
        for (var node = 0; node < seeds.Length; node++)
        {
            numbers.TryAdd(seeds[node] >= 0 ? seeds[node] : -1L - node, node);
        }

        return [.. seeds.Select((seed, node) => numbers[seed >= 0 ? seed : -1L - node])];
    }

    /// <summary>How many nodes each group has.</summary>
    public static Dictionary<long, int> Sizes(long[] groups, Run run)
    {
        var sizes = new Dictionary<long, int>();
        foreach (var group in groups)
        {
            run.Tick();
            CollectionsMarshal.GetValueRefOrAddDefault(sizes, group, out _)++;
        }

        return sizes;
    }

    /// <summary>Null for nodes of groups that are too small.</summary>
    public Value[] Column(long[] groups, IReadOnlyDictionary<long, int> sizes, Run run)
    {
        var names = new Dictionary<long, long>();
        return run.ConvertAll(groups, group =>
        {
            if (sizes[group] < minimumSize)
            {
                return Value.Null;
            }

            if (!names.TryGetValue(group, out var name))
            {
                name = consecutive ? names.Count : group;
                names.Add(group, name);
            }

            return Value.Of(name);
        });
    }
}
