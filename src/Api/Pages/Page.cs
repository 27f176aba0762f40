using System.Text.Encodings.Web;

namespace CoEvolve.Api.Pages;

/// <summary>The frame of the few pages that the API serves to people: no scripts, no outside files.</summary>
internal static class Page
{
    /// <summary>A whole document.</summary>
    /// <param name="language">BCP 47 tag of the text.</param>
    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML whose variable parts went through <see cref="Encode"/>.</param>
    public static string Html(string language, string title, string body) => $$"""
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{Encode(title)}} – CoEvolve</title>
        <style>
        body { font: 1rem/1.55 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1c2b27; background: #fbfcfb; }
        h1 { font-size: 1.7rem; line-height: 1.2; } h2 { font-size: 1.1rem; margin-top: 2rem; }
        a { color: #00665a; } code { background: #eaf1ef; padding: .1em .3em; border-radius: .2em; overflow-wrap: anywhere; }
        nav { text-align: right; } li { margin: .4rem 0; }
        </style>
        </head>
        <body>
        {{body}}
        </body>
        </html>

        """;

    /// <summary>Text made safe to stand in HTML.</summary>
    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
