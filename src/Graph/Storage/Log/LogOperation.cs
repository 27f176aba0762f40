namespace CoEvolve.Graph.Storage.Log;

/// <summary>What a transaction did, step by step. Numbers are written to disk: append-only.</summary>
internal enum LogOperation : byte
{
    CreateNode = 1,
    CreateRelationship = 2,
    DeleteNode = 3,
    DeleteRelationship = 4,
    SetNodeProperty = 5,
    RemoveNodeProperty = 6,
    ReplaceNodeProperties = 7,
    SetRelationshipProperty = 8,
    RemoveRelationshipProperty = 9,
    AddLabel = 10,
    RemoveLabel = 11,

    /// <summary>A range index on nodes, in the first form of a definition. Read, and no longer written.</summary>
    CreateNodeIndex = 12,
    DropIndex = 13,
    CreateIndex = 14,
}
