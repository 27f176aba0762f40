using CoEvolve.Graph.Storage.Log;

namespace CoEvolve.Graph.Storage;

/// <content>
/// Every method that changes the graph says so to the recorder, where there is one, after it has succeeded. What is changed through this
/// class alone is therefore in the log, whoever asked for it.
/// </content>
internal sealed partial class GraphState
{
    private ChangeRecorder? _changes;

    /// <summary>Records every change from here on, for the log.</summary>
    internal void RecordChanges() => _changes = new();

    /// <summary>What was recorded; the state no longer holds it. Null where nothing is recorded.</summary>
    internal ChangeRecorder? TakeChanges()
    {
        var changes = _changes;
        _changes = null;
        return changes;
    }
}
