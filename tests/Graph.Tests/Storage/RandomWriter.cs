using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Storage;

/// <summary>Does the same random writes to a state and to the model.</summary>
internal sealed class RandomWriter(Random random)
{
    public const int Labels = 4;
    public const int Types = 3;
    public const int Keys = 4;

    public static GraphState NewState()
    {
        var state = new GraphState();
        for (var i = 0; i < Labels; i++)
        {
            state.Labels.GetOrAdd($"L{i}");
        }

        for (var i = 0; i < Types; i++)
        {
            state.RelationshipTypes.GetOrAdd($"T{i}");
        }

        for (var i = 0; i < Keys; i++)
        {
            state.PropertyKeys.GetOrAdd($"k{i}");
        }

        return state;
    }

    public void Write(GraphState state, GraphModel model)
    {
        switch (random.Next(20))
        {
            case < 3:
                CreateNode(state, model);
                break;
            case < 8 when model.Nodes.Count > 0:
                CreateRelationship(state, model);
                break;
            case < 10 when model.Relationships.Count > 0:
                var relationship = Pick(model.Relationships.Keys);
                state.DeleteRelationship(relationship);
                model.Relationships.Remove(relationship);
                break;
            case < 11 when model.Nodes.Count > 0:
                DeleteNode(state, model);
                break;
            case < 13 when model.Nodes.Count > 0:
                ChangeLabel(state, model);
                break;
            case < 18 when model.Nodes.Count > 0:
                SetNodeProperty(state, model);
                break;
            case < 20 when model.Relationships.Count > 0:
                SetRelationshipProperty(state, model);
                break;
        }
    }

    private void CreateNode(GraphState state, GraphModel model)
    {
        int[] labels = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(Labels))];
        int[] keys = [.. Enumerable.Range(0, Keys).Where(_ => random.Next(4) == 0).Reverse()];
        Value[] values = [.. keys.Select(_ => AnyValue())];
        var properties = new SortedDictionary<int, Value>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (!values[i].IsNull)
            {
                properties[keys[i]] = values[i];
            }
        }

        model.Nodes.Add(state.CreateNode(labels, keys, values), new([.. labels], properties));
    }

    private void CreateRelationship(GraphState state, GraphModel model)
    {
        // A quarter goes to the node with the smallest id, so that a hub grows beyond the limit of small groups.
        var start = random.Next(4) == 0 ? model.Nodes.Keys.First() : Pick(model.Nodes.Keys);
        var end = random.Next(4) == 0 ? model.Nodes.Keys.First() : Pick(model.Nodes.Keys);
        var type = random.Next(Types);
        model.Relationships.Add(state.CreateRelationship(start, type, end), new(start, type, end, []));
    }

    private void DeleteNode(GraphState state, GraphModel model)
    {
        var node = Pick(model.Nodes.Keys);
        if (!model.HasLinks(node))
        {
            state.DeleteNode(node);
            model.Nodes.Remove(node);
        }
    }

    private void ChangeLabel(GraphState state, GraphModel model)
    {
        var node = Pick(model.Nodes.Keys);
        var label = random.Next(Labels);
        if (random.Next(2) == 0)
        {
            Assert.Equal(model.Nodes[node].Labels.Add(label), state.AddLabel(node, label));
        }
        else
        {
            Assert.Equal(model.Nodes[node].Labels.Remove(label), state.RemoveLabel(node, label));
        }
    }

    private void SetNodeProperty(GraphState state, GraphModel model)
    {
        var node = Pick(model.Nodes.Keys);
        var key = random.Next(Keys);
        var value = AnyValue();
        state.SetNodeProperty(node, key, value);
        Set(model.Nodes[node].Properties, key, value);
    }

    private void SetRelationshipProperty(GraphState state, GraphModel model)
    {
        var relationship = Pick(model.Relationships.Keys);
        var key = random.Next(Keys);
        var value = AnyValue();
        state.SetRelationshipProperty(relationship, key, value);
        Set(model.Relationships[relationship].Properties, key, value);
    }

    private static void Set(SortedDictionary<int, Value> properties, int key, Value value)
    {
        if (value.IsNull)
        {
            properties.Remove(key);
        }
        else
        {
            properties[key] = value;
        }
    }

    private Value AnyValue() => random.Next(6) switch
    {
        0 => Value.Null,
        1 => Value.Of(random.Next(2) == 0),
        2 => Value.Of((double)random.Next(8)),
        3 => Value.Of($"s{random.Next(50)}"),
        _ => Value.Of((long)random.Next(40)),
    };

    private long Pick(IEnumerable<long> ids)
    {
        var known = ids as IReadOnlyCollection<long> ?? [.. ids];
        return known.ElementAt(random.Next(known.Count));
    }
}
