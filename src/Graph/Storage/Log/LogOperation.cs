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
    CreateIndex = 12,
    DropIndex = 13,
}
