namespace CoEvolve.Graph.Algorithms.Embedding;

/// <summary>The settings of <see cref="FastRandomProjection"/>.</summary>
/// <param name="Dimension">Numbers in an embedding.</param>
/// <param name="IterationWeights">What the vectors after 1, 2, 3 … hops count.</param>
/// <param name="NormalizationStrength">The β of degree^β, which scales a node's random vector; negative numbers weaken hubs.</param>
/// <param name="NodeSelfInfluence">What the node's own random vector counts.</param>
/// <param name="PropertyDimension">How many of the numbers come of features.</param>
internal sealed record FastRandomProjectionOptions(int Dimension, double[] IterationWeights, double NormalizationStrength, double NodeSelfInfluence, int PropertyDimension);

/// <summary>FastRP (Chen, Sultan, Tian, Chen, Skiena 2019): very sparse random vectors, averaged over neighbours again and again.</summary>
/// <remarks>Entries are ±√3 with probability 1/6 each, else 0 (Achlioptas 2003). N⁰ = random, Nⁱ(u) = mean over neighbours v of Nⁱ⁻¹(v), embedding = Σ wᵢ·Nⁱ/‖Nⁱ‖. The same seed gives the same embedding.</remarks>
internal static class FastRandomProjection
{
    public static float[][] Compute(AlgorithmGraph graph, double[][] features, FastRandomProjectionOptions options, Random random, Run run)
    {
        var current = Start(graph, features, options, random, run);
        var embeddings = Array.ConvertAll(current, _ => new float[options.Dimension]);
        Add(embeddings, current, options.NodeSelfInfluence, run);
        foreach (var weight in options.IterationWeights)
        {
            current = Average(graph, current, options.Dimension, run);
            Add(embeddings, current, weight, run);
        }

        return embeddings;
    }

    private static float[][] Start(AlgorithmGraph graph, double[][] features, FastRandomProjectionOptions options, Random random, Run run)
    {
        var length = features.Length == 0 ? 0 : features[0].Length;
        var ofFeatures = Enumerable.Range(0, length).Select(_ => Sparse(options.PropertyDimension, 1, random)).ToArray();
        var vectors = new float[graph.NodeCount][];
        for (var node = 0; node < vectors.Length; node++)
        {
            run.Tick(options.Dimension);
            var degree = graph.Degree(node);
            var scale = degree == 0 ? 1 : Math.Pow(degree, options.NormalizationStrength);
            var structure = Sparse(options.Dimension - options.PropertyDimension, scale, random);
            var property = new float[options.PropertyDimension];
            for (var f = 0; f < length; f++)
            {
                for (var d = 0; d < property.Length; d++)
                {
                    property[d] += (float)(features[node][f] * ofFeatures[f][d] * scale);
                }
            }

            vectors[node] = [.. structure, .. property];
        }

        return vectors;
    }

    private static float[] Sparse(int length, double scale, Random random)
    {
        var vector = new float[length];
        var entry = (float)(Math.Sqrt(3) * scale);
        for (var d = 0; d < length; d++)
        {
            vector[d] = random.Next(6) switch
            {
                0 => entry,
                1 => -entry,
                _ => 0,
            };
        }

        return vector;
    }

    private static float[][] Average(AlgorithmGraph graph, float[][] vectors, int dimension, Run run)
    {
        var next = new float[vectors.Length][];
        for (var node = 0; node < next.Length; node++)
        {
            var row = next[node] = new float[dimension];
            var degree = graph.Degree(node);
            run.Tick(degree * dimension);
            for (var r = graph.Offsets[node]; r < graph.Offsets[node + 1]; r++)
            {
                var weight = (float)(graph.WeightAt(r) / degree);
                var neighbour = vectors[graph.Targets[r]];
                for (var d = 0; d < dimension; d++)
                {
                    row[d] += weight * neighbour[d];
                }
            }
        }

        return next;
    }

    private static void Add(float[][] embeddings, float[][] vectors, double weight, Run run)
    {
        for (var node = 0; node < embeddings.Length && weight != 0; node++)
        {
            run.Tick(vectors[node].Length);
            var length = Math.Sqrt(vectors[node].Sum(value => (double)value * value));
            for (var d = 0; d < embeddings[node].Length && length > 0; d++)
            {
                embeddings[node][d] += (float)(weight * vectors[node][d] / length);
            }
        }
    }
}
