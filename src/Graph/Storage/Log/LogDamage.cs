namespace CoEvolve.Graph.Storage.Log;

/// <summary>The one wording of what is wrong with a log and what can be done.</summary>
internal static class LogDamage
{
    /// <param name="path">The log file.</param>
    /// <param name="offset">Where in it.</param>
    /// <param name="finding">What was found there.</param>
    /// <param name="sequence">The first transaction that is lost if the log is cut there.</param>
    public static InvalidDataException At(string path, long offset, string finding, long sequence) => new(
        $"The log file '{path}' is damaged at offset {offset}: {finding}. Put back a good copy of the graph's folder; or, to go on without transaction {sequence} and all after it, cut this file to {offset} bytes and move the log files with higher numbers away.");

    public static InvalidDataException WrongPlace(string path, string finding) => new(
        $"The log file '{path}' does not belong here: {finding}. Put back a good copy of the graph's folder, all files of which were taken together.");

    public static InvalidDataException UnknownVersion(string path, int version) => new(
        $"The log file '{path}' has format {version}, and this program reads format {LogFormat.Version}. Open it with the program version that wrote it, or a later one.");
}
