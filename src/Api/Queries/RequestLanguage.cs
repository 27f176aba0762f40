using CoEvolve.Matching.Network;
using Microsoft.AspNetCore.Http;

namespace CoEvolve.Api.Queries;

/// <summary>The language of an answer.</summary>
internal static class RequestLanguage
{
    /// <summary>The parameter <c>language</c>, else the language that Accept-Language prefers, else Indonesian. Sets Content-Language.</summary>
    public static Language Read(HttpContext context, QueryReader query)
    {
        var language = query.Read(Parameters.Language, null) ?? Preferred(context.Request) ?? Language.Indonesian;
        context.Response.Headers.ContentLanguage = Tag(language);
        return language;
    }

    /// <summary>The one of the two languages that the client weighs highest (RFC 9110, section 12.5.4); null where it names neither.</summary>
    public static Language? Preferred(HttpRequest request)
    {
        foreach (var accepted in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(item => item.Quality ?? 1))
        {
            if (accepted.Quality == 0)
            {
                break;
            }

            // "in" is the code of Indonesian before 1989, which some Java programs still send.
            var primary = accepted.Value.ToString().Split('-')[0].ToLowerInvariant();
            if (primary is "id" or "in")
            {
                return Language.Indonesian;
            }

            if (primary is "en")
            {
                return Language.English;
            }
        }

        return null;
    }

    /// <summary>BCP 47 tag.</summary>
    public static string Tag(Language language) => language == Language.English ? "en" : "id";
}
