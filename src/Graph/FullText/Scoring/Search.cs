using CoEvolve.Graph.FullText.Queries;
using CoEvolve.Graph.Storage.Indexes;

namespace CoEvolve.Graph.FullText.Scoring;

/// <summary>Finds the entities of an index that answer a query, each with its score.</summary>
/// <remarks>
/// The score of several parts is the sum of theirs. Words found by a pattern or a range are worth 1 each, whatever they are; words found by nearness count as one word: that of
/// them which most entities have decides how rare it is, and each edit takes away its share of the shorter word, as in Lucene.
/// </remarks>
internal sealed class Search
{
    /// <summary>Of the words that are near another one, the nearest so many are sought.</summary>
    private const int MostNearWords = 50;
    private const int CancellationInterval = 1024;

    private readonly FullTextIndex _index;
    private readonly CancellationToken _cancellation;
    private int _steps;

    private Search(FullTextIndex index, CancellationToken cancellation)
    {
        _index = index;
        _cancellation = cancellation;
    }

    /// <summary>Entities with their scores, the best first, those with equal scores by their ids.</summary>
    public static List<(int Entity, float Score)> Run(FullTextIndex index, SearchQuery query, CancellationToken cancellation)
    {
        var found = new Search(index, cancellation).Find(query, 1);
        var ranked = found.Select(entity => (Entity: entity.Key, Score: entity.Value)).ToList();
        ranked.Sort(static (a, b) => b.Score.CompareTo(a.Score) is not 0 and var order ? order : a.Entity.CompareTo(b.Entity));
        return ranked;
    }

    private Dictionary<int, float> Find(SearchQuery query, float boost) => query switch
    {
        BoostQuery boosted => Find(boosted.Inner, boost * boosted.Factor),
        CombinedQuery combined => Combine(combined, boost),
        WordQuery word => Score(word.Field, Postings(word.Field, word.Word), boost),
        PhraseQuery phrase => FindPhrase(phrase, boost),
        NearQuery near => FindNear(near, boost),
        PatternQuery pattern => FindPattern(pattern, boost),
        EverythingQuery => FindEverything(boost),
        _ => [],
    };

    private Dictionary<int, float> Combine(CombinedQuery query, float boost)
    {
        var sums = new Dictionary<int, double>();
        HashSet<int>? allowed = null;
        var excluded = new HashSet<int>();
        foreach (var (occur, part) in query.Parts)
        {
            var found = Find(part, boost);
            if (occur == Occur.MustNot)
            {
                excluded.UnionWith(found.Keys);
                continue;
            }

            foreach (var (entity, score) in found)
            {
                Tick();
                sums[entity] = sums.GetValueOrDefault(entity) + score;
            }

            if (occur == Occur.Must && allowed is null)
            {
                allowed = [.. found.Keys];
            }
            else if (occur == Occur.Must)
            {
                allowed!.IntersectWith(found.Keys);
            }
        }

        var kept = new Dictionary<int, float>();
        foreach (var (entity, sum) in sums)
        {
            if ((allowed is null || allowed.Contains(entity)) && !excluded.Contains(entity))
            {
                kept[entity] = (float)sum;
            }
        }

        return kept;
    }

    private Dictionary<int, float> Score(int field, List<Posting> postings, float boost)
    {
        var size = _index.SizeOf(field);
        return Score(new Bm25(size, Bm25.Idf(size, postings.Count), boost), postings);
    }

    private static Dictionary<int, float> Score(Bm25 measure, List<Posting> postings)
    {
        var scores = new Dictionary<int, float>(postings.Count);
        foreach (var posting in postings)
        {
            scores[posting.Entity] = measure.Score(posting.Frequency, posting.Length);
        }

        return scores;
    }

    /// <summary>A phrase counts as one word whose rarity is the sum of those of its words.</summary>
    private Dictionary<int, float> FindPhrase(PhraseQuery phrase, float boost)
    {
        var size = _index.SizeOf(phrase.Field);
        var idf = 0.0;
        var entities = new Dictionary<int, Posting[]>();
        for (var i = 0; i < phrase.Words.Count; i++)
        {
            var postings = Postings(phrase.Field, phrase.Words[i].Text);
            idf += Bm25.Idf(size, postings.Count);
            foreach (var posting in postings)
            {
                if (i == 0)
                {
                    entities[posting.Entity] = new Posting[phrase.Words.Count];
                }

                if (entities.TryGetValue(posting.Entity, out var row))
                {
                    row[i] = posting;
                }
            }

            foreach (var (entity, row) in entities)
            {
                if (!row[i].IsThere)
                {
                    entities.Remove(entity);
                }
            }
        }

        var measure = new Bm25(size, (float)idf, boost);
        var scores = new Dictionary<int, float>();
        foreach (var (entity, row) in entities)
        {
            Tick();
            var frequency = PhraseMatches.Count([.. row.Select(posting => posting.Positions)], phrase);
            if (frequency > 0)
            {
                scores[entity] = measure.Score(frequency, row[0].Length);
            }
        }

        return scores;
    }

    private Dictionary<int, float> FindPattern(PatternQuery pattern, float boost)
    {
        var scores = new Dictionary<int, float>();
        foreach (var word in _index.WordsWith(pattern.Field, pattern.Prefix))
        {
            Tick();
            if (pattern.IsWanted(word))
            {
                foreach (var posting in Postings(pattern.Field, word))
                {
                    scores[posting.Entity] = boost;
                }
            }
        }

        return scores;
    }

    private Dictionary<int, float> FindNear(NearQuery near, float boost)
    {
        var words = new List<(float Nearness, List<Posting> Postings)>();
        foreach (var (nearness, word) in NearWords(near))
        {
            words.Add((nearness, Postings(near.Field, word)));
        }

        var size = _index.SizeOf(near.Field);
        var idf = Bm25.Idf(size, words.Count == 0 ? 0 : words.Max(word => word.Postings.Count));
        var sums = new Dictionary<int, double>();
        foreach (var (nearness, postings) in words)
        {
            foreach (var (entity, score) in Score(new Bm25(size, idf, boost * nearness), postings))
            {
                sums[entity] = sums.GetValueOrDefault(entity) + score;
            }
        }

        return sums.ToDictionary(sum => sum.Key, sum => (float)sum.Value);
    }

    private IEnumerable<(float Nearness, string Word)> NearWords(NearQuery near)
    {
        var found = new List<(float Nearness, string Word)>();
        foreach (var word in _index.WordsWith(near.Field, ""))
        {
            Tick();
            if (EditDistance.Within(near.Word, word, near.Edits) is { } nearness && nearness > 0)
            {
                found.Add((nearness, word));
            }
        }

        return found.OrderByDescending(word => word.Nearness).ThenBy(word => word.Word, StringComparer.Ordinal).Take(MostNearWords);
    }

    private Dictionary<int, float> FindEverything(float boost)
    {
        var scores = new Dictionary<int, float>();
        for (var entries = _index.Entries; entries.MoveNext(); Tick())
        {
            scores[entries.Node] = boost;
        }

        return scores;
    }

    private List<Posting> Postings(int field, string word)
    {
        var postings = new List<Posting>();
        foreach (var posting in _index.PostingsOf(field, word))
        {
            Tick();
            postings.Add(posting);
        }

        return postings;
    }

    private void Tick()
    {
        if (++_steps % CancellationInterval == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
        }
    }
}
