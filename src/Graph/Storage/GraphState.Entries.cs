using CoEvolve.Graph.Storage.Indexes;

namespace CoEvolve.Graph.Storage;

/// <content>Keeping the entries of indexes as nodes and relationships change: first every index is asked whether it refuses, then all are changed.</content>
internal sealed partial class GraphState
{
    /// <summary>Puts a node with these labels and properties into its indexes, or into none where one refuses.</summary>
    private void EnterIndexes(int node, TokenSet labels, in PropertyRow row)
    {
        foreach (var index in _indexes)
        {
            if (IsOf(index, labels))
            {
                RequireFree(index, in row, node);
            }
        }

        for (var i = 0; i < _indexes.Length; i++)
        {
            if (IsOf(_indexes[i], labels))
            {
                Insert(i, node, in row);
            }
        }
    }

    private void LeaveIndexes(int node, TokenSet labels, in PropertyRow row)
    {
        for (var i = 0; i < _indexes.Length; i++)
        {
            if (IsOf(_indexes[i], labels))
            {
                Remove(i, node, in row);
            }
        }
    }

    /// <summary>Enters and leaves the indexes of labels that a node gains or loses.</summary>
    private void ChangeIndexedLabels(int node, TokenSet old, TokenSet changed)
    {
        if (_indexes.Length == 0)
        {
            return;
        }

        var row = NodeOf(node).Properties;
        foreach (var index in _indexes)
        {
            if (IsOf(index, changed) && !IsOf(index, old))
            {
                RequireFree(index, in row, node);
            }
        }

        for (var i = 0; i < _indexes.Length; i++)
        {
            var (was, becomes) = (IsOf(_indexes[i], old), IsOf(_indexes[i], changed));
            if (becomes && !was)
            {
                Insert(i, node, in row);
            }
            else if (was && !becomes)
            {
                Remove(i, node, in row);
            }
        }
    }

    private void ChangeIndexedKey(int node, int key, in PropertyRow old, in PropertyRow changed)
    {
        if (_indexes.Length == 0)
        {
            return;
        }

        var labels = LabelSetOf(node);
        foreach (var index in _indexes)
        {
            if (index.Definition.HasKey(key) && IsOf(index, labels))
            {
                RequireFree(index, in changed, node);
            }
        }

        for (var i = 0; i < _indexes.Length; i++)
        {
            if (_indexes[i].Definition.HasKey(key) && IsOf(_indexes[i], labels))
            {
                Remove(i, node, in old);
                Insert(i, node, in changed);
            }
        }
    }

    private void EnterRelationshipIndexes(int relationship, int type, in PropertyRow row)
    {
        foreach (var index in _indexes)
        {
            if (IsOfType(index, type))
            {
                RequireFree(index, in row, relationship);
            }
        }

        for (var i = 0; i < _indexes.Length; i++)
        {
            if (IsOfType(_indexes[i], type))
            {
                Insert(i, relationship, in row);
            }
        }
    }

    private void LeaveRelationshipIndexes(int relationship, int type, in PropertyRow row)
    {
        for (var i = 0; i < _indexes.Length; i++)
        {
            if (IsOfType(_indexes[i], type))
            {
                Remove(i, relationship, in row);
            }
        }
    }

    private void ChangeIndexedRelationshipKey(int relationship, int key, in PropertyRow old, in PropertyRow changed)
    {
        var type = TypeOf(relationship);
        foreach (var index in _indexes)
        {
            if (index.Definition.HasKey(key) && IsOfType(index, type))
            {
                RequireFree(index, in changed, relationship);
            }
        }

        for (var i = 0; i < _indexes.Length; i++)
        {
            if (_indexes[i].Definition.HasKey(key) && IsOfType(_indexes[i], type))
            {
                Remove(i, relationship, in old);
                Insert(i, relationship, in changed);
            }
        }
    }

    private static bool IsOf(EntityIndex index, TokenSet labels) => index.Definition.Entity == EntityKind.Node && index.Definition.Covers(labels);

    private static bool IsOfType(EntityIndex index, int type) =>
        index.Definition.Entity == EntityKind.Relationship && Array.IndexOf(index.Definition.Labels, type) >= 0;

    private void Insert(int place, int entity, in PropertyRow row)
    {
        if (_indexes[place].Takes(in row, _vocabulary.Shapes))
        {
            OwnIndex(place).Insert(in row, _vocabulary.Shapes, entity);
        }
    }

    private void Remove(int place, int entity, in PropertyRow row)
    {
        if (_indexes[place].Takes(in row, _vocabulary.Shapes))
        {
            OwnIndex(place).Remove(in row, _vocabulary.Shapes, entity);
        }
    }
}
