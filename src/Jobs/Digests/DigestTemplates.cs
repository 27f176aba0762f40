using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;

namespace CoEvolve.Jobs.Digests;

/// <summary>The templates, parsed once. What goes into HTML is encoded for it; the templates themselves are trusted.</summary>
internal static class DigestTemplates
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly TemplateOptions Options = new();
    private static readonly IFluidTemplate Page = Parse("digest.html");
    private static readonly IFluidTemplate Plain = Parse("digest.txt");

    public static async Task<(string Html, string Text)> RenderAsync(IReadOnlyDictionary<string, object?> model) => (
        await Page.RenderAsync(Context(model), Html),
        await Plain.RenderAsync(Context(model), NullEncoder.Default));

    private static TemplateContext Context(IReadOnlyDictionary<string, object?> model)
    {
        var context = new TemplateContext(Options);
        foreach (var (name, value) in model)
        {
            context.SetValue(name, value);
        }

        return context;
    }

    private static IFluidTemplate Parse(string name)
    {
        using var stream = typeof(DigestTemplates).Assembly.GetManifestResourceStream($"Digests/Templates/{name}.liquid")!;
        using var reader = new StreamReader(stream);
        return new FluidParser().Parse(reader.ReadToEnd());
    }
}
