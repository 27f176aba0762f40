using CoEvolve.Graph.Execution.Functions;

namespace CoEvolve.Graph.Values;

/// <summary>Reading from entities that the running statement may have deleted.</summary>
internal static class EntityAccess
{
    /// <summary>Throws EntityNotFound where the node was deleted.</summary>
    public static void RequireNode(FunctionContext ctx, long node)
    {
        if (!ctx.Graph.NodeExists(node))
        {
            throw CypherErrors.EntityNotFound($"The node {node} has been deleted in this transaction.");
        }
    }

    /// <summary>Throws EntityNotFound where the relationship was deleted.</summary>
    public static void RequireRelationship(FunctionContext ctx, long relationship)
    {
        if (!ctx.Graph.RelationshipExists(relationship))
        {
            throw CypherErrors.EntityNotFound($"The relationship {relationship} has been deleted in this transaction.");
        }
    }
}
