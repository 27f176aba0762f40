using CoEvolve.Graph.Storage.Indexes;

namespace CoEvolve.Graph.FullText.Scoring;

/// <summary>How well an entity answers a word of a query.</summary>
/// <remarks>
/// BM25 (S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework", 2009) in the form of Lucene 9's <c>BM25Similarity</c>, which leaves out the constant factor k1 + 1:
/// <code>
///   score = boost · idf · tf / (tf + k1 · (1 − b + b · length / average length))
///   idf   = ln(1 + (N − n + 0.5) / (n + 0.5))
/// </code>
/// tf: how often the word stands in the field; N: entities with words in the field; n: those that have the word. Numbers are floats where Lucene's are, so that the digits agree.
/// </remarks>
internal readonly struct Bm25
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;

    private readonly float _weight;
    private readonly float _average;

    public Bm25(FieldSize field, float idf, float boost)
    {
        _weight = boost * idf;
        _average = (float)(field.Words / (double)field.Entities);
    }

    public static float Idf(FieldSize field, long entitiesWithWord) => (float)Math.Log(1 + ((field.Entities - entitiesWithWord + 0.5) / (entitiesWithWord + 0.5)));

    public float Score(float frequency, byte length)
    {
        var share = 1f / (K1 * (1 - B + (B * FieldLength.Read(length) / _average)));
        return _weight - (_weight / (1f + (frequency * share)));
    }
}
