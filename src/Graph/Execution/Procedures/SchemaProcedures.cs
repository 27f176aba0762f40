using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Procedures;

/// <summary>What a graph holds, as Neo4j's procedures of the same names tell it.</summary>
internal static class SchemaProcedures
{
    private static readonly ProcedureField PropertyName = new("propertyName", CypherTypes.String);
    private static readonly ProcedureField PropertyTypes = new("propertyTypes", CypherTypes.List);
    private static readonly ProcedureField Mandatory = new("mandatory", CypherTypes.Boolean);

    public static IEnumerable<ProcedureDefinition> All =>
    [
        new("db.labels", [], [new("label", CypherTypes.String)], (context, _) =>
            Names(context.Graph.Labels, label => context.Graph.CountNodes(label) > 0))
        {
            Description = "All labels that nodes have.",
        },
        new("db.relationshipTypes", [], [new("relationshipType", CypherTypes.String)], (context, _) =>
            Names(context.Graph.RelationshipTypes, type => context.Graph.CountRelationships(type) > 0))
        {
            Description = "All types that relationships have.",
        },
        new("db.propertyKeys", [], [new("propertyKey", CypherTypes.String)], (context, _) => Names(context.Graph.PropertyKeys, context.Graph.TellsKey))
        {
            Description = "All property keys.",
        },
        new(
            "db.schema.nodeTypeProperties",
            [],
            [new("nodeType", CypherTypes.String), new("nodeLabels", CypherTypes.List), PropertyName, PropertyTypes, Mandatory],
            (context, _) => NodeTypeProperties(context.Graph))
        {
            IsCostly = true,
            Description = "The properties of nodes by their labels: names, types, and whether all nodes have them.",
        },
        new(
            "db.schema.relTypeProperties",
            [],
            [new("relType", CypherTypes.String), PropertyName, PropertyTypes, Mandatory],
            (context, _) => RelationshipTypeProperties(context.Graph))
        {
            IsCostly = true,
            Description = "The properties of relationships by their type: names, types, and whether all have them.",
        },
    ];

    private static IEnumerable<Value[]> Names(TokenTable names, Func<int, bool> isInUse)
    {
        for (var token = 0; token < names.Count; token++)
        {
            if (isInUse(token))
            {
                yield return [Value.Of(names[token])];
            }
        }
    }

    private static IEnumerable<Value[]> NodeTypeProperties(GraphState graph)
    {
        var types = new SortedDictionary<string, (string[] Labels, PropertyTally Tally)>(StringComparer.Ordinal);
        var nodes = graph.AllNodes();
        while (nodes.MoveNext())
        {
            var labels = new List<string>();
            foreach (var label in graph.LabelsOf(nodes.Current))
            {
                labels.Add(graph.Labels[label]);
            }

            labels.Sort(StringComparer.Ordinal);
            var name = string.Concat(labels.Select(label => $":`{label}`"));
            if (!types.TryGetValue(name, out var type))
            {
                type = ([.. labels], new());
                types.Add(name, type);
            }

            type.Tally.Add(graph, graph.NodeProperties(nodes.Current));
        }

        return types.SelectMany(type => type.Value.Tally.Rows().Select(row => (Value[])[Value.Of(type.Key), Value.Of(type.Value.Labels), .. row]));
    }

    private static IEnumerable<Value[]> RelationshipTypeProperties(GraphState graph)
    {
        var types = new SortedDictionary<string, PropertyTally>(StringComparer.Ordinal);
        var relationships = graph.AllRelationships();
        while (relationships.MoveNext())
        {
            var name = $":`{graph.RelationshipTypes[graph.TypeOf(relationships.Current)]}`";
            if (!types.TryGetValue(name, out var tally))
            {
                tally = new();
                types.Add(name, tally);
            }

            tally.Add(graph, graph.RelationshipProperties(relationships.Current));
        }

        return types.SelectMany(type => type.Value.Rows().Select(row => (Value[])[Value.Of(type.Key), .. row]));
    }

    /// <summary>Counts the properties of entities of one kind, and the types of their values.</summary>
    private sealed class PropertyTally
    {
        private readonly SortedDictionary<string, (int Count, SortedSet<string> Types)> _properties = new(StringComparer.Ordinal);
        private int _entities;

        public void Add(GraphState graph, Properties properties)
        {
            _entities++;
            for (var i = 0; i < properties.Keys.Length; i++)
            {
                var key = graph.PropertyKeys[properties.Keys[i]];
                var (count, types) = _properties.TryGetValue(key, out var known) ? known : (0, new SortedSet<string>(StringComparer.Ordinal));
                types.Add(JavaName(properties.Values[i]));
                _properties[key] = (count + 1, types);
            }
        }

        /// <summary>Property, types and whether all have it; one row of nulls where none has any.</summary>
        public IEnumerable<Value[]> Rows() => _properties.Count == 0
            ? [[Value.Null, Value.Null, Value.False]]
            : _properties.Select(property => (Value[])[Value.Of(property.Key), Value.Of(property.Value.Types), Value.Of(property.Value.Count == _entities)]);

        /// <summary>Neo4j names these types as Java does.</summary>
        private static string JavaName(Value value) => value.Kind switch
        {
            ValueKind.Integer => "Long",
            ValueKind.Float => "Double",
            ValueKind.List => (value.AsList() is [var first, ..] ? JavaName(first) : "String") + "Array",
            ValueKind.Bytes => "ByteArray",
            var kind => kind.ToString(),
        };
    }
}
