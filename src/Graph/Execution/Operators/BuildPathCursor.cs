using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Puts a named path together from the slots of its parts.</summary>
internal sealed class BuildPathCursor(ExecutionContext context, Cursor source, BoundPath path) : SourceCursor(context, source)
{
    public override bool Next()
    {
        if (!Source.Next())
        {
            return false;
        }

        Context.Slots[path.Slot] = PathBuilder.Build(Context, path);
        return true;
    }
}

/// <summary>Makes a path of slots; null where one of its parts is null.</summary>
internal static class PathBuilder
{
    public static Value Build(ExecutionContext context, BoundPath path)
    {
        var nodes = new List<long>();
        var relationships = new List<long>();
        var first = context.Slots[path.Nodes[0]];
        if (first.IsNull)
        {
            return Value.Null;
        }

        nodes.Add(first.Bits);
        foreach (var slot in path.Relationships)
        {
            var part = context.Slots[slot];
            switch (part.Kind)
            {
                case ValueKind.Null:
                    return Value.Null;
                case ValueKind.List:
                    foreach (var relationship in part.AsList())
                    {
                        Append(context, relationship.Bits, nodes, relationships);
                    }

                    break;
                default:
                    Append(context, part.Bits, nodes, relationships);
                    break;
            }
        }

        return Value.Of(new PathReference([.. nodes], [.. relationships]));
    }

    private static void Append(ExecutionContext context, long relationship, List<long> nodes, List<long> relationships)
    {
        var (start, end) = (context.Graph.StartOf(relationship), context.Graph.EndOf(relationship));
        relationships.Add(relationship);
        nodes.Add(nodes[^1] == start ? end : start);
    }
}
