namespace CoEvolve.Api.Serialization;

/// <summary>Members of an enum as JSON, query strings and the command line write them: <c>cso</c>, <c>district</c>. Member names are single words.</summary>
internal static class EnumText
{
    /// <summary>All texts, in the order of the enum.</summary>
    public static IReadOnlyCollection<string> Names<T>()
        where T : struct, Enum => Texts<T>.Values.Keys;

    /// <summary>All texts for a sentence: <c>district, province, region, national</c>.</summary>
    public static string AllNames<T>()
        where T : struct, Enum => string.Join(", ", Names<T>());

    /// <summary>Reads a text; case counts.</summary>
    public static bool TryParse<T>(string text, out T value)
        where T : struct, Enum => Texts<T>.Values.TryGetValue(text, out value);

    /// <summary>The text of a member.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static class Texts<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(Of, value => value, StringComparer.Ordinal);
    }
}
