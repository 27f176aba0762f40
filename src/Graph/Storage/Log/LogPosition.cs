namespace CoEvolve.Graph.Storage.Log;

/// <summary>How far the history of a graph has come: the number of the last transaction (0 before the first) and the checksum of its record.</summary>
/// <remarks>
/// A record's checksum starts from that of the record before it, so that the checksum stands for all of the history: a snapshot and a log that
/// do not belong together are told apart by it.
/// </remarks>
internal readonly record struct LogPosition(long Sequence, ulong Checksum);
