namespace CoEvolve.Graph;

/// <summary>
/// A write to the graph's folder failed in a way that leaves open what is on the disk, and the graph takes no more writes. Reading goes on. Transactions
/// that were acknowledged before are kept; whether those that were not yet are kept shows when the graph is opened anew.
/// </summary>
public sealed class GraphWriteFailedException : IOException
{
    internal GraphWriteFailedException(string folder, Exception inner)
        : base($"The log of the graph in '{folder}' could not be brought to the disk ({inner.Message}), so the graph takes no more writes. See to the disk, then close the graph and open it again.", inner)
    {
    }
}
