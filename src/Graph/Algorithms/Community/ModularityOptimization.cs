namespace CoEvolve.Graph.Algorithms.Community;

/// <summary>How a division into communities is looked for.</summary>
/// <param name="MaximumLevels">How often the network is aggregated at most.</param>
/// <param name="MaximumIterations">Rounds of moves on one level.</param>
/// <param name="Tolerance">The gain in modularity below which a level is the last one.</param>
/// <param name="Gamma">Resolution: above 1 smaller communities.</param>
/// <param name="Refine">Whether each community is taken apart again before it is aggregated (Leiden), so that none of them is badly connected.</param>
internal sealed record ModularityOptions(int MaximumLevels, int MaximumIterations, double Tolerance, double Gamma, bool Refine);

/// <summary>The division of each level, by node of the whole graph, and its modularity.</summary>
internal sealed record Divisions(List<int[]> Levels, List<double> Modularities, bool Converged);

/// <summary>Louvain (Blondel, Guillaume, Lambiotte, Lefebvre 2008) and Leiden (Traag, Waltman, van Eck 2019).</summary>
/// <remarks>
/// A node moves to the neighbouring community with the greatest gain w(v,C) - γ·k(v)·K(C)/2m. When no move gains, communities become the nodes of the next level. Leiden
/// divides each community first into parts that hang together, aggregates these, and begins the next level with the undivided communities. Nodes are visited in the order
/// that the generator shuffles, so that a seed repeats a result.
/// </remarks>
internal static class ModularityOptimization
{
    public static Divisions Compute(WeightedNetwork network, int[]? seeds, ModularityOptions options, Random random, Run run)
    {
        var levels = new List<int[]>();
        var modularities = new List<double>();
        var level = network;
        var place = Enumerable.Range(0, network.Count).ToArray();
        var communities = seeds ?? Enumerable.Range(0, network.Count).ToArray();
        var converged = false;
        while (levels.Count < options.MaximumLevels && !converged)
        {
            communities = Move(level, communities, options, random, run);
            var division = Array.ConvertAll(place, node => communities[node]);
            var modularity = network.Modularity(division, options.Gamma, run);
            converged = levels.Count > 0 && modularity <= modularities[^1] + options.Tolerance;
            if (converged && modularity < modularities[^1])
            {
                break;
            }

            levels.Add(division);
            modularities.Add(modularity);
            var parts = options.Refine ? Refine(level, communities, options.Gamma, run) : communities;
            var count = Number(parts);
            if (count == level.Count)
            {
                converged = true;
                break;
            }

            var coarse = new int[count];
            for (var node = 0; node < parts.Length; node++)
            {
                coarse[parts[node]] = options.Refine ? communities[node] : parts[node];
            }

            place = Array.ConvertAll(place, node => parts[node]);
            level = level.Aggregate(parts, count, run);
            communities = coarse;
        }

        return new(levels, modularities, converged);
    }

    private static int[] Move(WeightedNetwork network, int[] start, ModularityOptions options, Random random, Run run)
    {
        var communities = start.ToArray();
        var totals = new double[Math.Max(network.Count, communities.Length == 0 ? 0 : communities.Max() + 1)];
        for (var node = 0; node < network.Count; node++)
        {
            totals[communities[node]] += network.Strengths[node];
        }

        var order = Enumerable.Range(0, network.Count).ToArray();
        random.Shuffle(order);
        var links = new Dictionary<int, double>();
        for (var round = 0; round < options.MaximumIterations; round++)
        {
            var moved = false;
            foreach (var node in order)
            {
                run.Tick(network.Rows[node].Length);
                var best = Best(network, node, communities, totals, links, options.Gamma, _ => true);
                moved |= best != communities[node];
                totals[communities[node]] -= network.Strengths[node];
                totals[best] += network.Strengths[node];
                communities[node] = best;
            }

            if (!moved)
            {
                break;
            }
        }

        return communities;
    }

    private static int Best(WeightedNetwork network, int node, int[] communities, double[] totals, Dictionary<int, double> links, double gamma, Func<int, bool> allowed)
    {
        links.Clear();
        foreach (var (target, weight) in network.Rows[node])
        {
            if (target != node && allowed(target))
            {
                links[communities[target]] = links.GetValueOrDefault(communities[target]) + weight;
            }
        }

        var own = communities[node];
        var strength = network.Strengths[node];
        var best = own;
        var most = links.GetValueOrDefault(own) - (gamma * strength * (totals[own] - strength) / network.Total);
        foreach (var (community, weight) in links)
        {
            var gain = community == own ? double.NegativeInfinity : weight - (gamma * strength * totals[community] / network.Total);
            if (gain > most + 1e-12)
            {
                (best, most) = (community, gain);
            }
        }

        return best;
    }

    /// <summary>Single nodes merge, inside their community only, with the part that gains most; those that merged stay.</summary>
    private static int[] Refine(WeightedNetwork network, int[] communities, double gamma, Run run)
    {
        var parts = Enumerable.Range(0, network.Count).ToArray();
        var totals = network.Strengths.ToArray();
        var sizes = new int[network.Count];
        Array.Fill(sizes, 1);
        var links = new Dictionary<int, double>();
        for (var node = 0; node < network.Count; node++)
        {
            run.Tick(network.Rows[node].Length);
            if (sizes[parts[node]] > 1)
            {
                continue;
            }

            var best = Best(network, node, parts, totals, links, gamma, target => communities[target] == communities[node]);
            totals[parts[node]] -= network.Strengths[node];
            totals[best] += network.Strengths[node];
            sizes[parts[node]]--;
            sizes[best]++;
            parts[node] = best;
        }

        return parts;
    }

    /// <summary>Renames groups to 0, 1, 2 … in the order of their first node. Returns how many there are.</summary>
    private static int Number(int[] groups)
    {
        var names = new Dictionary<int, int>();
        for (var node = 0; node < groups.Length; node++)
        {
            if (!names.TryGetValue(groups[node], out var name))
            {
                name = names.Count;
                names.Add(groups[node], name);
            }

            groups[node] = name;
        }

        return names.Count;
    }
}
