using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Lists;
using CoEvolve.Matching.Network;

namespace CoEvolve.Jobs.Digests;

/// <summary>What a link in a mail may do; one thing each. The letters stand in links: they are added, never changed.</summary>
public enum LinkPurpose
{
    /// <summary>Yes to a partner.</summary>
    Accept = 'a',

    /// <summary>Not now.</summary>
    Later = 'l',

    /// <summary>Not for us.</summary>
    Decline = 'd',

    /// <summary>To see and change preferences.</summary>
    Preferences = 'p',

    /// <summary>No more mails.</summary>
    Unsubscribe = 'u',
}

/// <summary>What a link says: who may do what, about whom, for which week, until when.</summary>
public sealed record MailLink(LinkPurpose Purpose, ActorId Actor, ActorId? Candidate, string Week, DateTimeOffset Expires)
{
    /// <summary>The answer that it gives; null for a link that gives none.</summary>
    public Verdict? Verdict => Purpose switch
    {
        LinkPurpose.Accept => Ledger.Lists.Verdict.Accepted,
        LinkPurpose.Later => Ledger.Lists.Verdict.Later,
        LinkPurpose.Decline => Ledger.Lists.Verdict.Declined,
        _ => null,
    };

    /// <summary>Names the question that it answers: the three answers of a mail about one partner are one question.</summary>
    public string Occurrence => $"mail/{Week}/{Actor.Value}/{Candidate?.Value}";
}

/// <summary>
/// Signs links and reads them (HMAC-SHA-256 over everything that they say). Whoever has the mail can act for its reader in this one matter, and in
/// no other; nothing but a POST acts, so that scanners which follow links change nothing.
/// </summary>
public sealed class LinkSigner
{
    private const char Separator = '\n'; // in no id
    private readonly byte[] _key;

    private LinkSigner(byte[] key) => _key = key;

    /// <summary>With the secret of this installation.</summary>
    public static async Task<LinkSigner> CreateAsync(LedgerStore ledger, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return new(await ledger.SecretAsync("links", cancellationToken));
    }

    /// <summary>The link as text that needs no escaping in an address.</summary>
    public string Sign(MailLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        var text = string.Join(Separator, (char)link.Purpose, link.Actor.Value, link.Candidate?.Value, link.Week, link.Expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var bytes = Encoding.UTF8.GetBytes(text);
        return $"{Base64Url.EncodeToString(bytes)}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, bytes).AsSpan(0, 20))}";
    }

    /// <summary>Reads a link; null for one that this installation did not sign. Whether it has expired is for the caller to look at.</summary>
    public MailLink? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('.');
        if (parts.Length != 2 || text.Length > 2000 || !Base64Url.IsValid(parts[0]) || !Base64Url.IsValid(parts[1]))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(parts[0]);
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_key, bytes).AsSpan(0, 20), Base64Url.DecodeFromChars(parts[1])))
        {
            return null;
        }

        var fields = Encoding.UTF8.GetString(bytes).Split(Separator);
        return new(
            (LinkPurpose)fields[0][0], new(fields[1]), fields[2].Length == 0 ? null : new ActorId(fields[2]), fields[3],
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[4], CultureInfo.InvariantCulture)));
    }
}
