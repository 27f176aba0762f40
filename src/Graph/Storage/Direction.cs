namespace CoEvolve.Graph.Storage;

/// <summary>Which relationships of a node are meant.</summary>
internal enum Direction
{
    Outgoing,
    Incoming,
    Both,
}
