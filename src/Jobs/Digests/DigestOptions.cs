namespace CoEvolve.Jobs.Digests;

/// <summary>What a digest shows and what it says of itself.</summary>
public sealed record DigestOptions
{
    /// <summary>Where the links of a mail lead, without a slash at the end. Default the API on this machine.</summary>
    public Uri PublicAddress { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>The sender's name.</summary>
    public string FromName { get; init; } = "CoEvolve";

    /// <summary>The sender's address; its domain is that of List-Id and Message-ID.</summary>
    public string FromAddress { get; init; } = "digest@coevolve.example";

    /// <summary>Partners in a mail. Default 5: a mail is read to its end in a minute. 1 to 20.</summary>
    public int Partners { get; init; } = 5;

    /// <summary>Triads in a mail: a CSO that bridges a government and a business, the reader among them. Default 2. 0 to 5; 0 leaves them out.</summary>
    public int Triads { get; init; } = 2;

    /// <summary>Days for which the links of a mail work. Default 60. 1 to 365.</summary>
    public int LinkDays { get; init; } = 60;

    /// <summary>Mails a second at most. Default 100. 1 to 10,000.</summary>
    public int MailsPerSecond { get; init; } = 100;

    /// <summary>Attempts within one run for a mail that the server puts off. Default 4: waits of 1, 2 and 4 seconds. 1 to 10.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Hours after which last Monday's mail is not sent any more. Default 72: later it reads as if it came from last week. 1 to 160.</summary>
    public int HoursToSend { get; init; } = 72;

    /// <summary>Throws <see cref="ArgumentException"/> for a value out of its range.</summary>
    public void Validate()
    {
        if (Partners is < 1 or > 20 || Triads is < 0 or > 5 || LinkDays is < 1 or > 365 || MailsPerSecond is < 1 or > 10_000 || Attempts is < 1 or > 10 || HoursToSend is < 1 or > 160
            || !FromAddress.Contains('@', StringComparison.Ordinal))
        {
            throw new ArgumentException($"An option of the digests is out of its range: {this}");
        }
    }
}
