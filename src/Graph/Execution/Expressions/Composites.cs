using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Expressions;

internal sealed class ListBuildExpression(CompiledExpression[] items) : CompiledExpression
{
    public override IEnumerable<CompiledExpression> Children => items;

    public override Value Evaluate(ExecutionContext context)
    {
        var values = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(context);
        }

        return Value.Of(new ListValue(values));
    }
}

/// <summary>A map literal or projection: entries in order, of equal keys the last one counts.</summary>
internal sealed class MapBuildExpression((string Key, CompiledExpression Value)[] entries) : CompiledExpression
{
    /// <summary>Where no key stands twice, the keys that all maps share; else null.</summary>
    private readonly string[]? _keys = entries.Length > 0 && entries.DistinctBy(entry => entry.Key).Count() == entries.Length ? Array.ConvertAll(entries, entry => entry.Key) : null;

    public override IEnumerable<CompiledExpression> Children => entries.Select(entry => entry.Value);

    public override Value Evaluate(ExecutionContext context)
    {
        if (_keys is not null)
        {
            var values = new Value[entries.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = entries[i].Value.Evaluate(context);
            }

            return Value.Of(new MapValue(_keys, values));
        }

        var builder = new MapBuilder();
        foreach (var (key, value) in entries)
        {
            builder.Set(key, value.Evaluate(context));
        }

        return Value.Of(builder.Build());
    }

    public (string Key, CompiledExpression Value)[] Entries => entries;
}

/// <summary><c>subject {.*, .key, key: value}</c>; an entry with key null stands for <c>.*</c>, which never overrides a named one. Null of a null subject.</summary>
internal sealed class MapProjectionValueExpression(CompiledExpression subject, (string? Key, CompiledExpression? Value)[] items) : CompiledExpression
{
    private static readonly FunctionDefinition Properties = FunctionLibrary.Find("properties")
        ?? throw new InvalidOperationException("The function library lacks properties().");

    public override IEnumerable<CompiledExpression> Children => items.Select(item => item.Value).OfType<CompiledExpression>().Prepend(subject);

    public override bool ReadsGraph => true;

    public override Value Evaluate(ExecutionContext context)
    {
        var value = subject.Evaluate(context);
        if (value.IsNull)
        {
            return Value.Null;
        }

        var builder = new MapBuilder();
        if (items.Any(item => item.Key is null))
        {
            if (value.Kind is not (ValueKind.Map or ValueKind.Node or ValueKind.Relationship))
            {
                throw CypherErrors.ExecutionFailed($".* takes all properties of a map, a node or a relationship, but the value is {TypeNames.Describe(value)}.");
            }

            foreach (var (name, property) in Properties.Body(context.Functions, [value]).AsMap())
            {
                builder.Set(name, property);
            }
        }

        foreach (var (key, item) in items)
        {
            if (key is not null && item is not null)
            {
                builder.Set(key, item.Evaluate(context));
            }
        }

        return Value.Of(builder.Build());
    }
}

/// <summary>
/// <c>subject.key</c>. The key's token is looked up when first needed and kept: tokens never change, but a key may come into use after the
/// plan was made.
/// </summary>
internal sealed class PropertyValueExpression(CompiledExpression subject, string key) : CompiledExpression
{
    /// <summary>Where the subject is a variable, its slot; else -1.</summary>
    private readonly int _slot = subject is SlotExpression variable ? variable.Slot : -1;
    private int _token = -1;

    public CompiledExpression Subject => subject;

    public string Key => key;

    public override IEnumerable<CompiledExpression> Children => [subject];

    public override bool ReadsGraph => true;

    public override Value Evaluate(ExecutionContext context)
    {
        if (_token < 0)
        {
            _token = context.Graph.PropertyKeys.Find(key);
        }

        if (_slot < 0)
        {
            return Get(context, subject.Evaluate(context));
        }

        // Most properties are those of a living node that a variable holds.
        ref var value = ref context.Slots[_slot];
        if (value.IsNodeReference && context.Graph.TryNodeProperty(value.Bits, _token, out var property))
        {
            context.Hits++;
            return property;
        }

        return Get(context, value);
    }

    private Value Get(ExecutionContext context, Value value)
    {
        context.Hits += value.IsNode || value.IsRelationship ? 1 : 0;
        return PropertyAccess.Get(context.Functions, value, key, _token);
    }
}

internal sealed class IndexValueExpression(CompiledExpression subject, CompiledExpression index) : CompiledExpression
{
    public override IEnumerable<CompiledExpression> Children => [subject, index];

    public override bool ReadsGraph => true;

    public override Value Evaluate(ExecutionContext context) =>
        Subscript.Index(context.Functions, subject.Evaluate(context), index.Evaluate(context));
}

internal sealed class SliceValueExpression(CompiledExpression subject, CompiledExpression? from, CompiledExpression? to) : CompiledExpression
{
    public override IEnumerable<CompiledExpression> Children => new[] { subject, from, to }.OfType<CompiledExpression>();

    public override Value Evaluate(ExecutionContext context) =>
        Subscript.Slice(subject.Evaluate(context), from?.Evaluate(context), to?.Evaluate(context), context.Cancellation);
}

internal sealed class FunctionCallExpression(FunctionDefinition function, CompiledExpression[] arguments) : CompiledExpression
{
    public FunctionDefinition Function => function;

    public CompiledExpression[] Arguments => arguments;

    public override IEnumerable<CompiledExpression> Children => arguments;

    public override bool ReadsGraph => true;

    /// <summary>The items where this is range(), which need not be a list to be counted through; else null.</summary>
    public (long Start, long Step, long Steps)? RangeOf(ExecutionContext context) =>
        ReferenceEquals(function, ListFunctions.CountingRange) ? ListFunctions.RangeOf(Array.ConvertAll(arguments, argument => argument.Evaluate(context))) : null;

    public override Value Evaluate(ExecutionContext context)
    {
        var values = new ArgumentBuffer();
        Span<Value> span = arguments.Length <= ArgumentBuffer.Capacity ? values : new Value[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            span[i] = arguments[i].Evaluate(context);
        }

        var result = function.Body(context.Functions, span[..arguments.Length]);
        context.Weigh(result);
        return result;
    }

    [System.Runtime.CompilerServices.InlineArray(Capacity)]
    private struct ArgumentBuffer
    {
        public const int Capacity = 4;
#pragma warning disable IDE0044, S1144 // The runtime lays the elements out from this one field.
        private Value _element;
#pragma warning restore IDE0044, S1144
    }
}

/// <summary><c>operand:Labels</c>; null of null.</summary>
internal sealed class LabelCheckValueExpression(CompiledExpression operand, LabelPredicate predicate) : CompiledExpression
{
    public CompiledExpression Operand => operand;

    public LabelPredicate Predicate => predicate;

    public override IEnumerable<CompiledExpression> Children => [operand];

    public override bool ReadsGraph => true;

    /// <summary>Where the operand is a variable, its slot; else -1.</summary>
    private readonly int _slot = operand is SlotExpression variable ? variable.Slot : -1;

    /// <summary>The label set asked about last, by its number, doubled, and whether it fits (1). A set never changes, and one word is read and written whole, so that threads may share it.</summary>
    private int _last;

    public override bool Holds(ExecutionContext context)
    {
        context.Hits++;
        if (_slot >= 0 && context.Slots[_slot] is { IsNodeReference: true } node && context.Graph.LabelSetNumber(node.Bits) is > 0 and var set)
        {
            var last = _last;
            return last >> 1 == set ? (last & 1) != 0 : Remember(set, predicate.MatchesNode(context.Graph, node.Bits));
        }

        return Check(context, operand.Evaluate(context)).IsTrue;
    }

    private bool Remember(int set, bool fits)
    {
        _last = (set << 1) | (fits ? 1 : 0);
        return fits;
    }

    public override Value Evaluate(ExecutionContext context)
    {
        context.Hits++;
        return Check(context, operand.Evaluate(context));
    }

    private Value Check(ExecutionContext context, Value value) => value.Kind switch
    {
        ValueKind.Null => Value.Null,
        ValueKind.Node => Value.Of(predicate.MatchesNode(context.Graph, EntityChecks.LiveNode(context, value))),
        ValueKind.Relationship => Value.Of(predicate.MatchesType(context.Graph, context.Graph.TypeOf(EntityChecks.LiveRelationship(context, value)))),
        _ => throw CypherErrors.Type($"A label can be asked of a node or a relationship, but the value is a {value.Kind}."),
    };
}

/// <summary>Makes sure that a reference still points at something.</summary>
internal static class EntityChecks
{
    public static long LiveNode(ExecutionContext context, Value node) => context.Graph.NodeExists(node.Bits)
        ? node.Bits
        : throw CypherErrors.EntityNotFound($"Node {node.Bits} has been deleted in this transaction.");

    public static long LiveRelationship(ExecutionContext context, Value relationship) => context.Graph.RelationshipExists(relationship.Bits)
        ? relationship.Bits
        : throw CypherErrors.EntityNotFound($"Relationship {relationship.Bits} has been deleted in this transaction.");
}

/// <summary>A label expression whose names are looked up once and kept.</summary>
internal abstract class LabelPredicate
{
    public abstract bool MatchesNode(GraphState graph, long node);

    public abstract bool MatchesType(GraphState graph, int type);

    /// <summary>Names of which a match must bear every one: what a label scan may start from.</summary>
    public virtual IEnumerable<string> RequiredNames => [];

    /// <summary>Names of which a match must bear one at least, when that is all the expression says; else null.</summary>
    public virtual IReadOnlyList<string>? AlternativeNames => null;
}

internal sealed class NamedLabelPredicate(string name) : LabelPredicate
{
    private int _label = -1;
    private int _type = -1;

    public string Name => name;

    public override IEnumerable<string> RequiredNames => [name];

    public override IReadOnlyList<string> AlternativeNames => [name];

    public override bool MatchesNode(GraphState graph, long node)
    {
        if (_label < 0)
        {
            _label = graph.Labels.Find(name);
        }

        return _label >= 0 && graph.HasLabel(node, _label);
    }

    public override bool MatchesType(GraphState graph, int type)
    {
        if (_type < 0)
        {
            _type = graph.RelationshipTypes.Find(name);
        }

        return _type == type;
    }
}

internal sealed class AnyLabelPredicate : LabelPredicate
{
    public override bool MatchesNode(GraphState graph, long node) => graph.LabelsOf(node).Length > 0;

    public override bool MatchesType(GraphState graph, int type) => true;
}

internal sealed class NotLabelPredicate(LabelPredicate operand) : LabelPredicate
{
    public override bool MatchesNode(GraphState graph, long node) => !operand.MatchesNode(graph, node);

    public override bool MatchesType(GraphState graph, int type) => !operand.MatchesType(graph, type);
}

internal sealed class AndLabelPredicate(LabelPredicate left, LabelPredicate right) : LabelPredicate
{
    public override IEnumerable<string> RequiredNames => left.RequiredNames.Concat(right.RequiredNames);

    public override bool MatchesNode(GraphState graph, long node) => left.MatchesNode(graph, node) && right.MatchesNode(graph, node);

    public override bool MatchesType(GraphState graph, int type) => left.MatchesType(graph, type) && right.MatchesType(graph, type);
}

internal sealed class OrLabelPredicate(LabelPredicate left, LabelPredicate right) : LabelPredicate
{
    public override IReadOnlyList<string>? AlternativeNames => left.AlternativeNames is { } a && right.AlternativeNames is { } b ? [.. a, .. b] : null;

    public override bool MatchesNode(GraphState graph, long node) => left.MatchesNode(graph, node) || right.MatchesNode(graph, node);

    public override bool MatchesType(GraphState graph, int type) => left.MatchesType(graph, type) || right.MatchesType(graph, type);
}
