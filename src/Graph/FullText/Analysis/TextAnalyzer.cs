namespace CoEvolve.Graph.FullText.Analysis;

/// <summary>How a text becomes the words of an index, and how the words of a query are made to meet them. Immutable.</summary>
internal sealed class TextAnalyzer
{
    private readonly Func<string, IEnumerable<string>> _split;

    private TextAnalyzer(string name, string description, Func<string, IEnumerable<string>> split)
    {
        Name = name;
        Description = description;
        _split = split;
    }

    /// <summary>Every analyzer, the default one first.</summary>
    public static IReadOnlyList<TextAnalyzer> All { get; } =
    [
        new("standard-no-stop-words", "Words by the rules of Unicode, in lower case. The default.", WordBreaks.Standard) { LowersCase = true },
        new("standard", "Words by the rules of Unicode, in lower case, without English words that say little.", WordBreaks.Standard) { LowersCase = true, StopWords = Analysis.StopWords.English },
        new("english", "English words by their stems, without words that say little.", WordBreaks.Standard)
        {
            LowersCase = true,
            StopWords = Analysis.StopWords.English,
            Stem = PorterStemmer.Stem,
            Prepare = WithoutPossessive,
        },
        new("indonesian", "Indonesian words by their stems, without words that say little.", WordBreaks.Standard)
        {
            LowersCase = true,
            StopWords = Analysis.StopWords.Indonesian,
            Stem = IndonesianStemmer.Stem,
        },
        new("simple", "Runs of letters, in lower case.", WordBreaks.Letters) { LowersCase = true },
        new("stop", "Runs of letters, in lower case, without English words that say little.", WordBreaks.Letters) { LowersCase = true, StopWords = Analysis.StopWords.English },
        new("whitespace", "What stands between spaces, as it is written.", WordBreaks.Unspaced),
        new("unicode_whitespace", "What stands between spaces, as it is written.", WordBreaks.Unspaced),
        new("keyword", "The whole text as one word, as it is written.", text => text.Length == 0 ? [] : [text]),
    ];

    public string Name { get; }

    /// <summary>What it does, in a sentence.</summary>
    public string Description { get; }

    /// <summary>Words that are left out.</summary>
    public IReadOnlySet<string> StopWords { get; private init; } = new HashSet<string>();

    private bool LowersCase { get; init; }

    private Func<string, string> Prepare { get; init; } = word => word;

    private Func<string, string> Stem { get; init; } = word => word;

    /// <summary>The analyzer of a name; null where there is none.</summary>
    public static TextAnalyzer? Find(string name) => All.FirstOrDefault(analyzer => analyzer.Name == name);

    /// <summary>The words of a text, numbered from <paramref name="next"/>, which becomes the number behind the last one.</summary>
    public void Read(string text, List<Word> into, ref int next)
    {
        foreach (var piece in _split(text))
        {
            var word = Normalise(Prepare(piece));
            if (!StopWords.Contains(word))
            {
                into.Add(new(Stem(word), next));
            }

            next++;
        }
    }

    /// <summary>A part of a word as it is compared with parts of indexed words: in their case, but not cut down to a stem.</summary>
    public string Normalise(string part) => LowersCase ? part.ToLowerInvariant() : part;

    private static string WithoutPossessive(string word) =>
        word.Length > 2 && word[^1] is 's' or 'S' && word[^2] is '\'' or '\u2019' or '\uFF07' ? word[..^2] : word;
}
