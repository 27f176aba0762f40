using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CoEvolve.Api.Problems;

namespace CoEvolve.Api.Queries;

/// <summary>
/// The opaque text between two pages of a directory: the last key of the page before, and a mark of the filters, so that a
/// cursor of another question is refused instead of answered wrongly. It is no secret and carries no right.
/// </summary>
/// <remarks>Layout before Base64url: 6 bytes of the SHA-256 of the filters, then the key in UTF-8.</remarks>
internal static class PageCursor
{
    private const int MarkLength = 6;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the cursor that leads on from a key.</summary>
    public static string Write(string lastKey, object filters) =>
        Base64Url.EncodeToString([.. Mark(filters), .. StrictUtf8.GetBytes(lastKey)]);

    /// <summary>Reads the cursor of a request; notes a fault with the reader where it is none of this list's.</summary>
    /// <param name="query">The request's parameters.</param>
    /// <param name="filters">A record that holds the route's filters and nothing else.</param>
    public static string? Read(QueryReader query, object filters)
    {
        var text = query.Read(Parameters.Cursor, null);
        if (text is null)
        {
            return null;
        }

        if (TryRead(text, filters, out var key))
        {
            return key;
        }

        query.Refuse(Parameters.Cursor, Refusal(text));
        return null;
    }

    /// <summary>What is wrong with a cursor that cannot be followed, and how to mend it.</summary>
    public static string Refusal(string text) => $"The query parameter 'cursor' is '{Problem.Shown(text)}', which is no cursor of this list with these filters; "
        + "take the member \"next\" of the answer before, or leave it out to begin.";

    private static bool TryRead(string text, object filters, out string? key)
    {
        key = null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            if (bytes.Length <= MarkLength || !bytes.AsSpan(0, MarkLength).SequenceEqual(Mark(filters)))
            {
                return false;
            }

            key = StrictUtf8.GetString(bytes, MarkLength, bytes.Length - MarkLength);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The records print their members by name and value, which is all that tells two questions apart.</summary>
    private static byte[] Mark(object filters) => SHA256.HashData(Encoding.UTF8.GetBytes(filters.ToString()!))[..MarkLength];
}
