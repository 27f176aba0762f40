namespace CoEvolve.Matching.Network;

/// <summary>A language that the programme speaks with its actors.</summary>
public enum Language
{
    /// <summary>Indonesian (<c>id</c>), the default.</summary>
    Indonesian = 0,

    /// <summary>English (<c>en</c>).</summary>
    English = 1,
}

/// <summary>A name in both languages of the programme.</summary>
/// <param name="Indonesian">The Indonesian name.</param>
/// <param name="English">The English name.</param>
public readonly record struct LocalizedName(string Indonesian, string English)
{
    /// <summary>The name in one language.</summary>
    public string In(Language language) => language == Language.English ? English : Indonesian;
}
