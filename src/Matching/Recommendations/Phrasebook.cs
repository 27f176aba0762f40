using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>The words of one language. Every phrase goes on from "{candidate} …" and says no more than its fact does.</summary>
internal abstract class Phrasebook
{
    private static readonly IndonesianPhrases Indonesian = new();
    private static readonly EnglishPhrases English = new();

    public static Phrasebook Of(Language language) => language == Language.English ? English : Indonesian;

    /// <summary>"a, b, and c" of the phrases of one sentence, or of names.</summary>
    public abstract string Join(IReadOnlyList<string> parts);

    public abstract string OffersNeeded(string offers, bool byGovernment);

    public abstract string OffersKin(string offer, string need, bool byGovernment);

    public abstract string CanUse();

    /// <summary>A region is said to be one: "Papua" and "Maluku" are provinces too, where not every reader of the region is.</summary>
    public abstract string Serves(string locality, Tier tier);

    public abstract string BasedIn(string locality, bool readerIsBasedThere);

    public abstract string BasedNextDoor(string locality, string readers);

    /// <inheritdoc cref="Serves"/>
    public abstract string ActiveIn(string locality, Tier tier);

    public abstract string SameSector(string sectors);

    public abstract string SamePartner(string partner);

    /// <summary>"…, while …": two clauses, each about another actor.</summary>
    public abstract string While(string first, string second);

    /// <summary>"{name}, which", before a phrase.</summary>
    public abstract string Which(string name);

    /// <summary>That a CSO brings the reader together with somebody.</summary>
    public abstract string Bridges(string other);

    /// <summary>Goes on after a sentence about two actors: "; both are active in …".</summary>
    public abstract string BothAreActiveIn(string locality);

    /// <inheritdoc cref="BothAreActiveIn"/>
    public abstract string BothHaveWorkedWith(string partner);

    /// <summary>"2 of 5 governments": part of <see cref="TooFewKinds"/>.</summary>
    public abstract string KindShortfall(int found, int quota, ActorKind kind);

    public abstract string TooFewKinds(string shortfalls, Tier tier);

    public abstract string OpenNeeds(string resources, Tier tier);

    /// <summary>What listing a resource would bring, as a whole sentence.</summary>
    public abstract string IfListed(string resource, bool asOffer, int partners);

    /// <summary>A name of a vocabulary inside a sentence: "Hibah" becomes "hibah", "Tanpa Kemiskinan" stays, being a title.</summary>
    public static string InSentence(string name)
    {
        var second = name.IndexOf(' ', StringComparison.Ordinal) + 1;
        return name.Length > 1 && char.IsLower(name[1]) && (second == 0 || second >= name.Length || !char.IsUpper(name[second]))
            ? string.Concat([char.ToLowerInvariant(name[0])], name.AsSpan(1))
            : name;
    }

    /// <summary>A sentence of parts that stand side by side, with a capital and a full stop.</summary>
    public static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    /// <summary>Joins by <paramref name="and"/>, or by <paramref name="asWellAs"/> where a part has an "and" of its own.</summary>
    protected static string Join(IReadOnlyList<string> parts, string and, string asWellAs)
    {
        if (parts.Count < 2)
        {
            return parts.Count == 0 ? "" : parts[0];
        }

        var word = HoldsWord(parts, and) ? asWellAs : and;
        if (parts is [var first, var second])
        {
            return $"{first} {word} {second}";
        }

        string[] joined = [.. parts];
        joined[^1] = $"{word} {parts[^1]}";
        return string.Join(", ", joined);
    }

    protected static bool HoldsWord(IReadOnlyList<string> parts, string word)
    {
        var inside = $" {word} ";
        foreach (var part in parts)
        {
            if (part.Contains(inside, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
