using System.Diagnostics.CodeAnalysis;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Values;

/// <summary>Examples of Unicode Standard Annex #15 and of The Unicode Standard, section 3.12.</summary>
[SuppressMessage("Usage", "xUnit1051", Justification = "These values are short: nothing is to be cancelled.")]
public class UnicodeNormalizationTests
{
    [Theory]
    [InlineData("A\u030A", "Nfc", "\u00C5")]
    [InlineData("\u212B", "Nfc", "\u00C5")]
    [InlineData("\u00C5", "Nfd", "A\u030A")]
    [InlineData("\uFB01", "Nfkc", "fi")]
    [InlineData("\uFB01", "Nfc", "\uFB01")]
    [InlineData("\u1E9B\u0323", "Nfd", "\u017F\u0323\u0307")]
    [InlineData("\u1E9B\u0323", "Nfkc", "\u1E69")]
    [InlineData("\u1E9B\u0323", "Nfkd", "s\u0323\u0307")]
    [InlineData("q\u0307\u0323", "Nfc", "q\u0323\u0307")]
    [InlineData("\uAC01", "Nfd", "\u1100\u1161\u11A8")]
    [InlineData("\u1100\u1161\u11A8", "Nfc", "\uAC01")]
    [InlineData("\u0344", "Nfc", "\u0308\u0301")]
    [InlineData("\U0001D15E", "Nfc", "\U0001D157\U0001D165")]
    [InlineData("a\uD800", "Nfkd", "a\uD800")]
    public void A_text_has_one_normal_form(string text, string form, string expected) =>
        Assert.Equal(expected, UnicodeNormalization.Normalize(text, Enum.Parse<NormalForm>(form)));
}
