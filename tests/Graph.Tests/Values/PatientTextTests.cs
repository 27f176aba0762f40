using System.Diagnostics.CodeAnalysis;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Values;

/// <summary>Texts longer than what is looked at in one go: the answers are those of .NET's own functions, which cannot be stopped.</summary>
[SuppressMessage("Usage", "xUnit1051", Justification = "Nothing is to be cancelled but where it says so.")]
public sealed class PatientTextTests
{
    private const int Length = 2_500_000;
    private static readonly CancellationToken Cancelled = new(canceled: true);
    private static readonly string Letters = Random("ab", Length, 1);

    [Theory]
    [InlineData("a", "xyz")]
    [InlineData("aba", "c")]
    [InlineData("abababababababab", "")]
    [InlineData("c", "d")]
    public void Occurrences_are_replaced_from_left_to_right(string sought, string substitute) =>
        Assert.True(Letters.Replace(sought, substitute, StringComparison.Ordinal) == PatientText.Replace(Letters, sought, substitute, CancellationToken.None));

    [Fact]
    public void A_text_is_split_at_whichever_separator_comes_first()
    {
        Assert.Equal(Letters.Split("aabb"), PatientText.Split(Letters, ["aabb"], CancellationToken.None));
        Assert.Equal(Letters.Split(["bbbb", "aabb", "bbb"], StringSplitOptions.None), PatientText.Split(Letters, ["bbbb", "aabb", "bbb"], CancellationToken.None));
        Assert.Equal(["", "x", ""], PatientText.Split("axa", ["a"], CancellationToken.None));
        Assert.Equal(["x"], PatientText.Split("x", ["abc"], CancellationToken.None));
    }

    /// <summary>The end of a stretch of places lies at 2^20: what is sought begins at each place around it.</summary>
    [Fact]
    public void What_lies_across_the_end_of_a_stretch_is_found()
    {
        for (var place = (1 << 20) - 5; place < (1 << 20) + 3; place++)
        {
            var text = new string('a', place) + "bcd" + new string('a', 100);
            Assert.Equal(place, PatientText.IndexOf(text, "bcd", 0, CancellationToken.None));
            Assert.Equal(-1, PatientText.IndexOf(text, "bcd", place + 1, CancellationToken.None));
        }

        Assert.Equal(-1, PatientText.IndexOf("ab", "abc", 0, CancellationToken.None));
        Assert.True(PatientText.Contains("ab", "", CancellationToken.None));
    }

    [Fact]
    public void A_long_part_is_found_in_a_text_of_which_each_place_almost_fits()
    {
        var part = new string('a', 50_000) + "b";
        Assert.True(PatientText.Contains(new string('a', 100_000) + "b", part, CancellationToken.None));
        Assert.False(PatientText.Contains(new string('a', 100_000), part, CancellationToken.None));
    }

    [Fact]
    public void A_text_is_rewritten_without_parting_surrogates()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("\U0001F600", 1 << 20));
        Assert.True(text == PatientText.Rewrite(text, part => char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1]) ? "?" : part, CancellationToken.None));
    }

    [Fact]
    public void Long_texts_change_case_turn_round_and_are_counted_as_short_ones()
    {
        var text = Random("aßΣς\U0001F600", 200_000, 2);
        Assert.True(text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal) == LetterCase.ToUpper(text));
        Assert.Equal(LetterCase.ToLower("αΣ"), LetterCase.ToLower(new string('x', Length) + " αΣ")[^2..]);
        Assert.Equal(200_000, CodePoints.Count(text));
        Assert.True(text == CodePoints.Reverse(CodePoints.Reverse(text)));
        Assert.Equal(text.Length - 2, CodePoints.UnitIndex(text + "\U0001F600", 200_001) - 4);
        Assert.True("x" + Letters == PatientCopy.Joined("x", Letters, CancellationToken.None));
    }

    [Fact]
    public void Each_stops_when_it_is_cancelled()
    {
        Action[] all =
        [
            () => PatientText.Replace(Letters, "aba", "c", Cancelled),
            () => _ = PatientText.Split(Letters, ["aabb"], Cancelled).Count(),
            () => PatientText.Contains(Letters, "c", Cancelled),
            () => LetterCase.ToUpper(Letters, Cancelled),
            () => LetterCase.ToLower(Letters, Cancelled),
            () => CodePoints.Reverse(Letters, Cancelled),
            () => CodePoints.UnitIndex(Letters, Length, cancellation: Cancelled),
            () => CodePoints.Count("\U0001F600" + Letters, Cancelled),
            () => PatientCopy.Joined(Letters, "a", Cancelled),
            () => UnicodeNormalization.Normalize(Letters + "é", NormalForm.Nfd, Cancelled),
            () => StringPredicates.RegexMatch(Value.Of(new string('a', 60)), Value.Of("(?=a)(a|aa)*(b|a)*c"), Cancelled),
        ];
        Assert.All(all, one => Assert.ThrowsAny<OperationCanceledException>(one));
    }

    private static string Random(string characters, int count, int seed)
    {
        var (parts, random) = (CodePoints.Split(characters).ToArray(), new Random(seed));
        return string.Concat(Enumerable.Range(0, count).Select(_ => parts[random.Next(parts.Length)]));
    }
}
