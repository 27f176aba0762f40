using CoEvolve.Graph.Storage.Indexes;

namespace CoEvolve.Graph.Storage;

/// <content>The catalogue of indexes and constraints.</content>
internal sealed partial class GraphState
{
    /// <summary>The look-up indexes of an empty graph, under the names that Neo4j gives them.</summary>
    private static readonly IndexDefinition[] FirstLookups =
    [
        new("index_343aff4e", -1, [], Unique: false) { Kind = IndexKind.Lookup, Id = 1 },
        new("index_f7700477", -1, [], Unique: false) { Kind = IndexKind.Lookup, Entity = EntityKind.Relationship, Id = 2 },
    ];

    private IndexDefinition[] _lookups = FirstLookups;

    /// <summary>The definitions of look-up indexes: at most one for nodes and one for relationships.</summary>
    public IReadOnlyList<IndexDefinition> Lookups => _lookups;

    /// <summary>The number for the next index. A constraint takes two: one for its index, and the next for itself.</summary>
    public long NextSchemaId => _lookups.Concat(_definitions).Select(definition => definition.Id + (definition.Unique ? 2 : 1)).DefaultIfEmpty(1).Max();

    /// <summary>Builds an index over what is there.</summary>
    /// <exception cref="CypherException">The index is unique and two entities have the same keys; nothing was changed.</exception>
    public void CreateIndex(IndexDefinition definition)
    {
        AssertWritable();
        if (definition.Kind == IndexKind.Lookup)
        {
            _lookups = [.. _lookups, definition];
        }
        else
        {
            if (EntityIndex.Create(definition, _owner) is { } index)
            {
                index.Fill(EntitiesFor(index), _vocabulary.Shapes);
                RequireDifferent(index);
                _indexes = [.. _indexes, index];
                _ownsIndexes = true;
            }

            _definitions = [.. _definitions, definition];
        }

        _changes?.IndexCreated(definition);
    }

    /// <summary>Drops an index, and the constraint that owns it. Does nothing where no index has the name.</summary>
    public void DropIndex(string name)
    {
        AssertWritable();
        _indexes = [.. _indexes.Where(index => index.Definition.Name != name)];
        _ownsIndexes = true;
        _definitions = [.. _definitions.Where(definition => definition.Name != name)];
        _lookups = [.. _lookups.Where(definition => definition.Name != name)];
        _changes?.IndexDropped(name);
    }

    /// <summary>An index as it would be if it were made now, to compare with; null for a kind that has no entries.</summary>
    internal EntityIndex? MadeAnew(IndexDefinition definition)
    {
        var index = EntityIndex.Create(definition, Owner.Next());
        index?.Fill(EntitiesFor(index), _vocabulary.Shapes);
        return index;
    }

    /// <summary>Before a snapshot's own definitions are read.</summary>
    internal void DropFirstLookups() => _lookups = [];

    private List<(int Entity, PropertyRow Row)> EntitiesFor(EntityIndex index)
    {
        var found = new List<(int, PropertyRow)>();
        if (index.Definition.Entity == EntityKind.Relationship)
        {
            for (var relationships = AllRelationships(); relationships.MoveNext();)
            {
                if (IsOfType(index, TypeOf(relationships.Current)))
                {
                    AddTaken((int)relationships.Current, in RowOf(relationships.Current));
                }
            }

            return found;
        }

        foreach (var label in index.Definition.Labels)
        {
            for (var nodes = NodesWithLabel(label); nodes.MoveNext();)
            {
                // A node with several of the labels is taken by the first of them.
                if (Array.Find(index.Definition.Labels, LabelSetOf(nodes.Current).Contains) == label)
                {
                    AddTaken((int)nodes.Current, in NodeOf(nodes.Current).Properties);
                }
            }
        }

        return found;

        void AddTaken(int entity, in PropertyRow row)
        {
            if (index.Takes(in row, _vocabulary.Shapes))
            {
                found.Add((entity, row));
            }
        }
    }
}
