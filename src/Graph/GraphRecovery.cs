namespace CoEvolve.Graph;

/// <summary>What was found in a graph's folder when it was opened.</summary>
/// <param name="SnapshotTransaction">The number of the last transaction in the snapshot; 0 where there is no snapshot.</param>
/// <param name="LastTransaction">The number of the last transaction of the graph; those after the snapshot's came from the log.</param>
/// <param name="CutOff">What a crash had left half written at the end of the log, and was cut off; null where there was nothing.</param>
public sealed record GraphRecovery(long SnapshotTransaction, long LastTransaction, GraphTornTail? CutOff);

/// <summary>The end of a log file that was not written whole. No transaction in it had been acknowledged.</summary>
/// <param name="File">The log file.</param>
/// <param name="Offset">Where in the file its whole records end.</param>
/// <param name="Bytes">How many bytes followed there; more than 0.</param>
public sealed record GraphTornTail(string File, long Offset, long Bytes);
