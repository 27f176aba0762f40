using CoEvolve.Graph.Execution.Functions;

namespace CoEvolve.Graph.Execution.Catalog;

/// <summary>A function as SHOW FUNCTIONS tells of it.</summary>
internal sealed record FunctionListing(string Name, string Category, string Signature)
{
    public bool IsAggregating => Category == "Aggregating";
}

/// <summary>The functions by category, with the names and types of their parameters as Neo4j's manual has them.</summary>
internal static class FunctionCatalog
{
    private const string Signatures = """
        Predicate
        all(variable :: VARIABLE IN list :: LIST<ANY> WHERE predicate :: ANY) :: BOOLEAN
        any(variable :: VARIABLE IN list :: LIST<ANY> WHERE predicate :: ANY) :: BOOLEAN
        none(variable :: VARIABLE IN list :: LIST<ANY> WHERE predicate :: ANY) :: BOOLEAN
        single(variable :: VARIABLE IN list :: LIST<ANY> WHERE predicate :: ANY) :: BOOLEAN
        exists(input :: ANY) :: BOOLEAN
        isEmpty(input :: LIST<ANY> | MAP | STRING) :: BOOLEAN
        Scalar
        char_length(input :: STRING) :: INTEGER
        character_length(input :: STRING) :: INTEGER
        coalesce(input :: ANY) :: ANY
        elementId(input :: NODE | RELATIONSHIP) :: STRING
        endNode(input :: RELATIONSHIP) :: NODE
        head(list :: LIST<ANY>) :: ANY
        id(input :: NODE | RELATIONSHIP) :: INTEGER
        last(list :: LIST<ANY>) :: ANY
        length(input :: PATH) :: INTEGER
        nullIf(v1 :: ANY, v2 :: ANY) :: ANY
        properties(input :: MAP | NODE | RELATIONSHIP) :: MAP
        randomUUID() :: STRING
        size(input :: STRING | LIST<ANY>) :: INTEGER
        startNode(input :: RELATIONSHIP) :: NODE
        timestamp() :: INTEGER
        toBoolean(input :: BOOLEAN | STRING | INTEGER) :: BOOLEAN
        toBooleanOrNull(input :: ANY) :: BOOLEAN
        toFloat(input :: INTEGER | FLOAT | STRING) :: FLOAT
        toFloatOrNull(input :: ANY) :: FLOAT
        toInteger(input :: BOOLEAN | INTEGER | FLOAT | STRING) :: INTEGER
        toIntegerOrNull(input :: ANY) :: INTEGER
        type(input :: RELATIONSHIP) :: STRING
        valueType(input :: ANY) :: STRING
        Aggregating
        avg(input :: DURATION | FLOAT | INTEGER) :: DURATION | FLOAT | INTEGER
        collect(input :: ANY) :: LIST<ANY>
        count(input :: ANY) :: INTEGER
        max(input :: ANY) :: ANY
        min(input :: ANY) :: ANY
        percentileCont(input :: FLOAT, percentile :: FLOAT) :: FLOAT
        percentileDisc(input :: FLOAT | INTEGER, percentile :: FLOAT) :: FLOAT | INTEGER
        stDev(input :: FLOAT) :: FLOAT
        stDevP(input :: FLOAT) :: FLOAT
        sum(input :: DURATION | FLOAT | INTEGER) :: DURATION | FLOAT | INTEGER
        List
        keys(input :: MAP | NODE | RELATIONSHIP) :: LIST<STRING>
        labels(input :: NODE) :: LIST<STRING>
        nodes(input :: PATH) :: LIST<NODE>
        range(start :: INTEGER, end :: INTEGER) :: LIST<INTEGER>
        range(start :: INTEGER, end :: INTEGER, step :: INTEGER) :: LIST<INTEGER>
        reduce(accumulator :: VARIABLE = initial :: ANY, variable :: VARIABLE IN list :: LIST<ANY> | expression :: ANY) :: ANY
        relationships(input :: PATH) :: LIST<RELATIONSHIP>
        reverse(input :: LIST<ANY>) :: LIST<ANY>
        tail(input :: LIST<ANY>) :: LIST<ANY>
        toBooleanList(input :: LIST<ANY>) :: LIST<BOOLEAN>
        toFloatList(input :: LIST<ANY>) :: LIST<FLOAT>
        toIntegerList(input :: LIST<ANY>) :: LIST<INTEGER>
        toStringList(input :: LIST<ANY>) :: LIST<STRING>
        Numeric
        abs(input :: INTEGER | FLOAT) :: INTEGER | FLOAT
        ceil(input :: FLOAT) :: FLOAT
        floor(input :: FLOAT) :: FLOAT
        isNaN(input :: INTEGER | FLOAT) :: BOOLEAN
        rand() :: FLOAT
        round(value :: FLOAT) :: FLOAT
        round(value :: FLOAT, precision :: INTEGER | FLOAT) :: FLOAT
        round(value :: FLOAT, precision :: INTEGER | FLOAT, mode :: STRING) :: FLOAT
        sign(input :: INTEGER | FLOAT) :: INTEGER
        Logarithmic
        e() :: FLOAT
        exp(input :: FLOAT) :: FLOAT
        log(input :: FLOAT) :: FLOAT
        log10(input :: FLOAT) :: FLOAT
        sqrt(input :: FLOAT) :: FLOAT
        Trigonometric
        acos(input :: FLOAT) :: FLOAT
        asin(input :: FLOAT) :: FLOAT
        atan(input :: FLOAT) :: FLOAT
        atan2(y :: FLOAT, x :: FLOAT) :: FLOAT
        cos(input :: FLOAT) :: FLOAT
        cosh(input :: FLOAT) :: FLOAT
        cot(input :: FLOAT) :: FLOAT
        coth(input :: FLOAT) :: FLOAT
        degrees(input :: FLOAT) :: FLOAT
        haversin(input :: FLOAT) :: FLOAT
        pi() :: FLOAT
        radians(input :: FLOAT) :: FLOAT
        sin(input :: FLOAT) :: FLOAT
        sinh(input :: FLOAT) :: FLOAT
        tan(input :: FLOAT) :: FLOAT
        tanh(input :: FLOAT) :: FLOAT
        String
        btrim(input :: STRING) :: STRING
        btrim(input :: STRING, trimCharacterString :: STRING) :: STRING
        left(original :: STRING, length :: INTEGER) :: STRING
        lower(input :: STRING) :: STRING
        ltrim(input :: STRING) :: STRING
        ltrim(input :: STRING, trimCharacterString :: STRING) :: STRING
        normalize(input :: STRING) :: STRING
        normalize(input :: STRING, normalForm = NFC :: [NFC, NFD, NFKC, NFKD]) :: STRING
        replace(original :: STRING, search :: STRING, replace :: STRING) :: STRING
        reverse(input :: STRING) :: STRING
        right(original :: STRING, length :: INTEGER) :: STRING
        rtrim(input :: STRING) :: STRING
        rtrim(input :: STRING, trimCharacterString :: STRING) :: STRING
        split(original :: STRING, splitDelimiter :: STRING) :: LIST<STRING>
        split(original :: STRING, splitDelimiters :: LIST<STRING>) :: LIST<STRING>
        substring(original :: STRING, start :: INTEGER) :: STRING
        substring(original :: STRING, start :: INTEGER, length :: INTEGER) :: STRING
        toLower(input :: STRING) :: STRING
        toString(input :: ANY) :: STRING
        toStringOrNull(input :: ANY) :: STRING
        toUpper(input :: STRING) :: STRING
        trim(input :: STRING) :: STRING
        trim([[LEADING | TRAILING | BOTH] [trimCharacterString :: STRING] FROM] input :: STRING) :: STRING
        upper(input :: STRING) :: STRING
        Spatial
        point(input :: MAP) :: POINT
        point.distance(from :: POINT, to :: POINT) :: FLOAT
        point.withinBBox(point :: POINT, lowerLeft :: POINT, upperRight :: POINT) :: BOOLEAN
        Vector
        vector.similarity.cosine(a :: LIST<INTEGER | FLOAT>, b :: LIST<INTEGER | FLOAT>) :: FLOAT
        vector.similarity.euclidean(a :: LIST<INTEGER | FLOAT>, b :: LIST<INTEGER | FLOAT>) :: FLOAT
        Temporal
        duration(input :: ANY) :: DURATION
        duration.between(from :: ANY, to :: ANY) :: DURATION
        duration.inDays(from :: ANY, to :: ANY) :: DURATION
        duration.inMonths(from :: ANY, to :: ANY) :: DURATION
        duration.inSeconds(from :: ANY, to :: ANY) :: DURATION
        datetime.fromepoch(seconds :: INTEGER | FLOAT, nanoseconds :: INTEGER | FLOAT) :: ZONED DATETIME
        datetime.fromepochmillis(milliseconds :: INTEGER | FLOAT) :: ZONED DATETIME
        LOAD CSV
        file() :: STRING
        linenumber() :: INTEGER
        """;

    private static readonly (string Function, string Type)[] TemporalTypes =
        [("date", "DATE"), ("datetime", "ZONED DATETIME"), ("localdatetime", "LOCAL DATETIME"), ("localtime", "LOCAL TIME"), ("time", "ZONED TIME")];

    private static readonly string[] SpecialForms = ["all", "any", "none", "single", "exists", "reduce", "file", "linenumber", "normalize", "trim"];

    /// <summary>Every function by name, and by the length of its signature where it has several.</summary>
    public static IReadOnlyList<FunctionListing> All { get; } =
        [.. Written().Concat(Temporal()).Where(IsThere).OrderBy(listing => listing.Name, StringComparer.Ordinal).ThenBy(listing => listing.Signature.Length)];

    /// <summary>What is listed is what can be called.</summary>
    private static bool IsThere(FunctionListing listing) =>
        FunctionLibrary.Find(listing.Name) is not null || AggregateLibrary.Find(listing.Name) is not null || SpecialForms.Contains(listing.Name);

    private static IEnumerable<FunctionListing> Written()
    {
        var category = "";
        foreach (var line in Signatures.Split('\n'))
        {
            var open = line.IndexOf('(', StringComparison.Ordinal);
            if (open < 0)
            {
                category = line;
                continue;
            }

            yield return new(line[..open], category, line);
        }
    }

    private static IEnumerable<FunctionListing> Temporal()
    {
        foreach (var (function, type) in TemporalTypes)
        {
            yield return Of(function, $"(input = DEFAULT_TEMPORAL_ARGUMENT :: ANY) :: {type}");
            yield return Of($"{function}.truncate", $"(unit :: STRING, input = DEFAULT_TEMPORAL_ARGUMENT :: ANY, fields = null :: MAP) :: {type}");
            foreach (var clock in new[] { "realtime", "statement", "transaction" })
            {
                yield return Of($"{function}.{clock}", $"(timezone = DEFAULT_TEMPORAL_ARGUMENT :: ANY) :: {type}");
            }
        }

        static FunctionListing Of(string name, string parameters) => new(name, "Temporal", name + parameters);
    }
}
