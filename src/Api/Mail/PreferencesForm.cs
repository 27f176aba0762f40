using System.Globalization;
using System.Text;
using CoEvolve.Api.Pages;
using CoEvolve.Jobs.Digests;
using CoEvolve.Ledger.Mail;
using CoEvolve.Matching.Network;
using Microsoft.AspNetCore.Http;

namespace CoEvolve.Api.Mail;

/// <summary>The form of an actor's preferences: frequency, language, kinds, pause.</summary>
internal static class PreferencesForm
{
    public static string Html(DigestWords words, Preference wish)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Page.Encode(words.Text("preferences"))}</h1><form method=\"post\"><fieldset><legend>{Page.Encode(words.Text("frequency"))}</legend>");
        foreach (var frequency in Enum.GetValues<DigestFrequency>())
        {
            Choice(html, "radio", "frequency", frequency.ToString(), words.Text(frequency.ToString()), wish.Frequency == frequency);
        }

        html.Append(CultureInfo.InvariantCulture, $"</fieldset><fieldset><legend>{Page.Encode(words.Text("language"))}</legend>");
        Choice(html, "radio", "language", "id", "Bahasa Indonesia", (wish.Language ?? (words.Tag == "en" ? Language.English : Language.Indonesian)) == Language.Indonesian);
        Choice(html, "radio", "language", "en", "English", (wish.Language ?? (words.Tag == "en" ? Language.English : Language.Indonesian)) == Language.English);
        html.Append(CultureInfo.InvariantCulture, $"</fieldset><fieldset><legend>{Page.Encode(words.Text("kinds"))}</legend>");
        foreach (var kind in Codes.AllKinds)
        {
            Choice(html, "checkbox", "kind", kind.Code(), words.Kind(kind), wish.Kinds?.Contains(kind) != false);
        }

        var paused = wish.PausedUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return html.Append(CultureInfo.InvariantCulture, $"</fieldset><p><label>{Page.Encode(words.Text("paused"))} <input type=\"date\" name=\"paused\" value=\"{paused}\"></label></p>")
            .Append(CultureInfo.InvariantCulture, $"<button type=\"submit\">{Page.Encode(words.Text("save"))}</button></form>").ToString();
    }

    /// <summary>What was chosen; null for what the form cannot send.</summary>
    public static Preference? Read(IFormCollection form)
    {
        var kinds = new HashSet<ActorKind>();
        foreach (var code in form["kind"])
        {
            if (!Codes.TryParseKind(code, out var kind))
            {
                return null;
            }

            kinds.Add(kind);
        }

        DateOnly? paused = null;
        if (form["paused"].ToString() is { Length: > 0 } text)
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return null;
            }

            paused = day;
        }

        return Enum.TryParse<DigestFrequency>(form["frequency"], out var frequency) && Enum.IsDefined(frequency) && form["language"].ToString() is ("id" or "en")
            ? new()
            {
                Frequency = frequency,
                Language = form["language"] == "en" ? Language.English : Language.Indonesian,
                Kinds = kinds.Count == 0 || kinds.Count == Codes.AllKinds.Count ? null : kinds,
                PausedUntil = paused,
            }
            : null;
    }

    private static void Choice(StringBuilder html, string type, string name, string value, string text, bool chosen) => html.Append(
        CultureInfo.InvariantCulture, $"<p><label><input type=\"{type}\" name=\"{name}\" value=\"{value}\"{(chosen ? " checked" : "")}> {Page.Encode(text)}</label></p>");
}
