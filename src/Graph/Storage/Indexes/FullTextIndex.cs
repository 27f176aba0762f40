using System.Text;
using CoEvolve.Graph.FullText.Analysis;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>The words of strings, and of strings in lists, under some keys: which entities have a word, where in their text, and how many words they have.</summary>
/// <remarks>
/// One tree holds everything. An entry's first key is the number of the property key, as one character, and the word behind it, so that the words of a property stand together in their
/// order; its second key is what <see cref="Posting"/> reads. Beside it are kept, by property, how many entities have words and how many words they have, of which scores are made.
/// </remarks>
internal sealed class FullTextIndex : EntityIndex
{
    private const string AnalyzerSetting = "fulltext.analyzer";

    private readonly IndexTree _tree;
    private readonly FieldSize[] _fields;
    private long _count;

    public FullTextIndex(IndexDefinition definition, long owner)
        : this(definition, new IndexTree(2), new FieldSize[definition.Keys.Length], 0, owner)
    {
    }

    private FullTextIndex(IndexDefinition definition, IndexTree tree, FieldSize[] fields, long count, long owner)
        : base(definition, owner)
    {
        _tree = tree;
        _fields = fields;
        _count = count;
        Analyzer = definition.Configuration.TryGetValue(AnalyzerSetting, out var name) && name.IsString && TextAnalyzer.Find(name.AsString()) is { } named ? named : TextAnalyzer.All[0];
    }

    public TextAnalyzer Analyzer { get; }

    public override long Count => _count;

    /// <summary>All entries, in their order.</summary>
    internal IndexWalk Entries => IndexWalk.Everything(_tree.Root);

    public override FullTextIndex CopyFor(long owner) => new(Definition, _tree.Copy(), [.. _fields], _count, owner);

    public FieldSize SizeOf(int field) => _fields[field];

    public override bool Takes(in PropertyRow row, TokenSetTable shapes)
    {
        foreach (var key in Definition.Keys)
        {
            if (IsText(ValueIn(in row, shapes, key)))
            {
                return true;
            }
        }

        return false;
    }

    public override void Insert(in PropertyRow row, TokenSetTable shapes, int entity)
    {
        _count++;
        for (var field = 0; field < _fields.Length; field++)
        {
            var words = WordsOf(ValueIn(in row, shapes, Definition.Keys[field]));
            foreach (var entry in EntriesFor(field, words))
            {
                _tree.Insert(entry, entity, StateOwner);
            }

            _fields[field] = _fields[field].With(words.Count);
        }
    }

    public override void Remove(in PropertyRow row, TokenSetTable shapes, int entity)
    {
        _count--;
        for (var field = 0; field < _fields.Length; field++)
        {
            var words = WordsOf(ValueIn(in row, shapes, Definition.Keys[field]));
            foreach (var entry in EntriesFor(field, words))
            {
                _tree.Remove(entry, entity, StateOwner);
            }

            _fields[field] = _fields[field].Without(words.Count);
        }
    }

    public override void Fill(List<(int Entity, PropertyRow Row)> entities, TokenSetTable shapes)
    {
        var entries = new List<(ReadOnlyMemory<Value> Keys, int Entity)>();
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (entity, row) in entities)
        {
            for (var field = 0; field < _fields.Length; field++)
            {
                var found = WordsOf(ValueIn(in row, shapes, Definition.Keys[field]));
                foreach (var entry in EntriesFor(field, found))
                {
                    // One string a word, however many entities have it.
                    var word = entry[0].AsString();
                    if (!words.TryAdd(word, word))
                    {
                        entry[0] = Value.Of(words[word]);
                    }

                    entries.Add((entry, entity));
                }

                _fields[field] = _fields[field].With(found.Count);
            }
        }

        _count = entities.Count;
        entries.Sort(static (a, b) => IndexBound.At(b.Keys.Span, b.Entity).IsAfter(a.Keys.Span, a.Entity) ? -1 : a.Entity == b.Entity && ReferenceEquals(a.Keys.Span[0].AsString(), b.Keys.Span[0].AsString()) ? 0 : 1);
        _tree.Fill(entries, StateOwner);
    }

    /// <summary>The entities that have a word in a field.</summary>
    public IEnumerable<Posting> PostingsOf(int field, string word)
    {
        var entries = IndexWalk.Equal(_tree.Root, [Value.Of(KeyOf(field, word))]);
        while (entries.MoveNext())
        {
            yield return new(entries.Node, entries.Keys[1].AsString());
        }
    }

    /// <summary>The words of a field that begin so, in their order.</summary>
    public IEnumerable<string> WordsWith(int field, string prefix)
    {
        var sought = KeyOf(field, prefix);
        var entries = IndexWalk.Prefix(_tree.Root, sought);
        while (entries.MoveNext())
        {
            var key = entries.Keys[0].AsString();
            if (!key.StartsWith(sought, StringComparison.Ordinal))
            {
                yield break;
            }

            yield return key[1..];
            entries = IndexWalk.From(_tree.Root, Value.Of(key), inclusive: false);
        }
    }

    private static string KeyOf(int field, string word) => (char)(field + 1) + word;

    private static Value ValueIn(in PropertyRow row, TokenSetTable shapes, int key)
    {
        var position = row.Values is null ? -1 : shapes[row.Shape].IndexOf(key);
        return position < 0 ? Value.Null : row.Values![position];
    }

    private static bool IsText(Value value) => value.IsString || (value.Kind == ValueKind.List && value.AsList() is { Count: > 0 } list && list.All(item => item.IsString));

    private List<Word> WordsOf(Value value)
    {
        var words = new List<Word>();
        var next = 0;
        if (value.IsString)
        {
            Analyzer.Read(value.AsString(), words, ref next);
        }
        else if (IsText(value))
        {
            foreach (var item in value.AsList())
            {
                Analyzer.Read(item.AsString(), words, ref next);
            }
        }

        return words;
    }

    private static IEnumerable<Value[]> EntriesFor(int field, List<Word> words) => words
        .GroupBy(word => word.Text, word => word.Position, StringComparer.Ordinal)
        .Select(word => (Value[])[Value.Of(KeyOf(field, word.Key)), Value.Of(Posting.Write(words.Count, word))]);
}

/// <summary>How many entities have words in a field, and how many words they have together.</summary>
internal readonly record struct FieldSize(int Entities, long Words)
{
    public FieldSize With(int words) => words == 0 ? this : new(Entities + 1, Words + words);

    public FieldSize Without(int words) => words == 0 ? this : new(Entities - 1, Words - words);
}

/// <summary>An entity that has a word in a field. What is known of it is written in characters: the rounded number of words in the field, and each place of the word as its distance from the one before it.</summary>
internal readonly struct Posting(int entity, string written)
{
    /// <summary>Characters from here on are halves of other characters.</summary>
    private const int Largest = 0xD000;

    public int Entity => entity;

    /// <summary>Whether this is a posting: the default is none.</summary>
    public bool IsThere => written is not null;

    /// <summary>The number of words in the field, as <see cref="FullText.Scoring.FieldLength"/> rounds it.</summary>
    public byte Length => (byte)written[0];

    /// <summary>How often the word stands in the field.</summary>
    public int Frequency
    {
        get
        {
            var count = 0;
            foreach (var character in written.AsSpan(1))
            {
                count += character < Largest ? 1 : 0;
            }

            return count;
        }
    }

    public int[] Positions
    {
        get
        {
            var positions = new List<int>();
            var place = 0;
            foreach (var character in written.AsSpan(1))
            {
                place += character;
                if (character < Largest)
                {
                    positions.Add(place);
                }
            }

            return [.. positions];
        }
    }

    public static string Write(int words, IEnumerable<int> positions)
    {
        var written = new StringBuilder().Append((char)FullText.Scoring.FieldLength.Round(words));
        var last = 0;
        foreach (var position in positions)
        {
            var distance = position - last;
            for (; distance >= Largest; distance -= Largest)
            {
                written.Append((char)Largest);
            }

            written.Append((char)distance);
            last = position;
        }

        return written.ToString();
    }
}
