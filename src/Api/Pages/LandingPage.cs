using System.Net.Mime;
using System.Text;
using CoEvolve.Api.Queries;
using CoEvolve.Matching.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Pages;

/// <summary>The page at <c>/</c>: what this is, and where to go on, in the reader's language.</summary>
internal static class LandingPage
{
    private static readonly string Indonesian = Page.Html("id", "Mitra bagi Co-Evolve", """
        <nav><a href="/?language=en" hreflang="en" lang="en">English</a></nav>
        <h1>CoEvolve: mitra bagi pembangunan di setiap daerah</h1>
        <p>CoEvolve merekomendasikan kemitraan bagi organisasi masyarakat sipil, pemerintah, dan dunia usaha di Indonesia:
        siapa yang berada di mana, bergerak di bidang apa, membutuhkan apa, dan menawarkan apa. Setiap rekomendasi disertai alasannya.</p>
        <p>Alamat ini melayani portal. Anda dapat mencobanya langsung:</p>
        <ul>
        <li><a href="/swagger">Dokumentasi API</a> (bahasa Inggris)</li>
        <li><a href="/api/v1/actors?kind=cso">Organisasi masyarakat sipil</a>, <a href="/api/v1/actors?kind=government">pemerintah</a>,
        <a href="/api/v1/actors?kind=business">dunia usaha</a></li>
        <li>Rekomendasi: <code>/api/v1/actors/ID/recommendations</code>, dengan <code>ID</code> dari daftar di atas</li>
        <li><a href="/api/v1/targets">Sasaran program</a>, <a href="/api/v1/localities?tier=province">provinsi</a>,
        <a href="/api/v1/sectors">bidang</a>, <a href="/api/v1/resources">sumber daya</a></li>
        </ul>
        <p>Organisasi dengan <code>"sample": true</code> adalah contoh rekaan, bukan organisasi yang sebenarnya.</p>
        """);

    private static readonly string English = Page.Html("en", "Partners for Co-Evolve", """
        <nav><a href="/?language=id" hreflang="id" lang="id">Bahasa Indonesia</a></nav>
        <h1>CoEvolve: partners for development in every locality</h1>
        <p>CoEvolve recommends partnerships to Indonesia's civil-society organisations, governments and businesses: from who is
        where, who works on what, who needs what and who offers what. Each recommendation says why.</p>
        <p>This address serves the portal. You can try it here:</p>
        <ul>
        <li><a href="/swagger">The API's documentation</a></li>
        <li><a href="/api/v1/actors?kind=cso">Civil-society organisations</a>, <a href="/api/v1/actors?kind=government">governments</a>,
        <a href="/api/v1/actors?kind=business">businesses</a></li>
        <li>Recommendations: <code>/api/v1/actors/ID/recommendations?language=en</code>, with an <code>ID</code> of the lists above</li>
        <li><a href="/api/v1/targets?language=en">The programme's targets</a>, <a href="/api/v1/localities?tier=province">provinces</a>,
        <a href="/api/v1/sectors?language=en">sectors</a>, <a href="/api/v1/resources?language=en">resources</a></li>
        </ul>
        <p>Organisations with <code>"sample": true</code> are made-up examples and do not exist.</p>
        """);

    public static void MapLanding(this IEndpointRouteBuilder routes) => routes.MapGet("/", Show).ExcludeFromDescription();

    /// <summary>Lenient towards the query string, unlike the API: links to a front page collect parameters of all sorts.</summary>
    private static ContentHttpResult Show(HttpContext context)
    {
        var asked = Parameters.Language.Read(context.Request.Query["language"].ToString()).Value;
        var language = asked ?? RequestLanguage.Preferred(context.Request) ?? Language.Indonesian;
        context.Response.Headers.ContentLanguage = RequestLanguage.Tag(language);
        return TypedResults.Text(language == Language.English ? English : Indonesian, MediaTypeNames.Text.Html, Encoding.UTF8);
    }
}
