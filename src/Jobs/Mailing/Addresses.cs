using System.Text.RegularExpressions;

namespace CoEvolve.Jobs.Mailing;

/// <summary>Mail servers repeat the address in their refusals (<c>450 4.2.0 &lt;a@example.org&gt;: greylisted</c>); logs and records must not.</summary>
internal static partial class Addresses
{
    /// <summary>A server's words with <c>(address)</c> in place of every e-mail address.</summary>
    public static string LeftOut(string text) => Address().Replace(text, "(address)");

    [GeneratedRegex("<?[^\\s<>\"'(),;:]+@[^\\s<>\"'(),;:]+>?", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
