using System.Globalization;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Values;

/// <summary>A value as a case states it, independent of the engine under test. <c>ToString</c> writes it in the notation of the TCK.</summary>
internal abstract record Expected
{
    public sealed override string ToString() => Render();

    protected abstract string Render();
}

internal sealed record ExpectedNull : Expected
{
    protected override string Render() => "null";
}

internal sealed record ExpectedBoolean(bool Content) : Expected
{
    protected override string Render() => Content ? "true" : "false";
}

internal sealed record ExpectedInteger(long Content) : Expected
{
    protected override string Render() => Content.ToString(CultureInfo.InvariantCulture);
}

internal sealed record ExpectedFloat(double Content) : Expected
{
    protected override string Render() => Notation.Float(Content);
}

internal sealed record ExpectedString(string Content) : Expected
{
    protected override string Render() => Notation.Quote(Content);
}

internal sealed record ExpectedList(IReadOnlyList<Expected> Items) : Expected
{
    protected override string Render() => $"[{string.Join(", ", Items)}]";
}

internal sealed record ExpectedMap(IReadOnlyDictionary<string, Expected> Entries) : Expected
{
    protected override string Render() => Notation.Map(Entries.Select(entry => (entry.Key, entry.Value.ToString())));
}

/// <param name="Labels">Labels, in any order.</param>
/// <param name="Properties">Properties.</param>
/// <param name="Identity">The name that the case gives the node, so that two mentions are known to be one node; null where it gives none.</param>
internal sealed record ExpectedNode(IReadOnlyList<string> Labels, ExpectedMap Properties, long? Identity = null) : Expected
{
    protected override string Render() => Notation.Node(Labels, Properties.Entries.Count == 0 ? "" : Properties.ToString());
}

/// <param name="Type">The relationship type.</param>
/// <param name="Properties">Properties.</param>
/// <param name="Identity">As of a node.</param>
/// <param name="Start">Identity of the node where it starts.</param>
/// <param name="End">Identity of the node where it ends.</param>
internal sealed record ExpectedRelationship(string Type, ExpectedMap Properties, long? Identity = null, long? Start = null, long? End = null) : Expected
{
    protected override string Render() => Notation.Relationship(Type, Properties.Entries.Count == 0 ? "" : Properties.ToString());
}

/// <summary>One relationship of a path, and whether the path walks it from its start to its end.</summary>
internal sealed record ExpectedStep(ExpectedRelationship Relationship, bool Forward);

/// <summary>A path: <c>Nodes.Count == Steps.Count + 1</c>.</summary>
internal sealed record ExpectedPath(IReadOnlyList<ExpectedNode> Nodes, IReadOnlyList<ExpectedStep> Steps) : Expected
{
    protected override string Render() => Notation.Path(
        [.. Nodes.Select(node => node.ToString())],
        [.. Steps.Select(step => (step.Relationship.ToString(), step.Forward))]);
}

/// <summary>A date, time, duration, point or byte array, in the fixed text that <see cref="CanonicalText"/> gives for an answer.</summary>
internal sealed record ExpectedOther(ValueKind Kind, string Text) : Expected
{
    protected override string Render() => $"{Kind}({Text})";
}

/// <summary>A float of at least this much.</summary>
internal sealed record ExpectedAtLeast(double Floor) : Expected
{
    protected override string Render() => $"at least {Notation.Float(Floor)}";
}

/// <summary>Any value at all.</summary>
internal sealed record ExpectedAnything : Expected
{
    protected override string Render() => "anything";
}
