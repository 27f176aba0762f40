namespace CoEvolve.Graph;

/// <summary>A graph's folder is open in another process, and a folder belongs to one process at a time.</summary>
public sealed class GraphInUseException : IOException
{
    internal GraphInUseException(string folder, Exception inner)
        : base($"The graph in '{folder}' is open in another process: stop that one first, or use another folder.", inner)
    {
    }
}
