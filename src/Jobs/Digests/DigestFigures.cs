using System.Text.Json;
using CoEvolve.Ledger.Mail;

namespace CoEvolve.Jobs.Digests;

/// <summary>What a run of digests did, as its record shows it.</summary>
internal sealed class DigestFigures
{
    public int Sent { get; private set; }

    public int Refused { get; private set; }

    public int Unknown { get; set; }

    public int Before { get; set; }

    public int Nothing { get; set; }

    /// <summary>Readers whose address no mail goes to any more, after a bounce or a complaint.</summary>
    public int Stopped { get; set; }

    public int PutOff { get; set; }

    /// <summary>After one mail was put off to the end, the others are tried once each.</summary>
    public bool ServerIsGone { get; set; }

    public void Count(DeliveryState state)
    {
        Sent += state == DeliveryState.Sent ? 1 : 0;
        Refused += state == DeliveryState.Failed ? 1 : 0;
        Unknown += state == DeliveryState.Unknown ? 1 : 0;
        ServerIsGone &= state == DeliveryState.Decided;
    }

    public string Json(string week) => JsonSerializer.Serialize(new { week, Sent, Refused, Unknown, Before, Nothing, Stopped, PutOff });
}
