using CoEvolve.Graph.Bolt.Messages;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>A request that cannot be carried out as it was asked.</summary>
internal sealed class RequestRefusedException(string code, string message) : Exception(message)
{
    public string Code => code;

    /// <summary>Whether the session has to be reset afterwards. A request whose values are wrong leaves it as it was.</summary>
    public bool Fails { get; init; }

    /// <summary>Whether the connection is closed afterwards.</summary>
    public bool Closes { get; init; }

    public static RequestRefusedException Value(string message) => new(StatusCodes.RequestInvalid, message);

    public static RequestRefusedException State(string message) => new(StatusCodes.RequestInvalid, message) { Closes = true };
}
