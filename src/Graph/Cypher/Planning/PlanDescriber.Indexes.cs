using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Planning;

/// <content>Searches in indexes.</content>
internal sealed partial class PlanDescriber
{
    private PlanDescription NodeUnion(NodeUnionPlan union, double rows)
    {
        var found = union.Branches.Select(branch => Describe(branch, 1)).ToArray();
        var estimate = found.Sum(branch => branch.EstimatedRows);
        if (union.Branches.All(branch => branch is LabelScanPlan))
        {
            var labels = string.Join("|", union.Branches.OfType<LabelScanPlan>().Select(scan => scan.Label));
            return Leaf(union, union.Source, rows, "UnionNodeByLabelsScan", $"{_text.Name(union.Slot)}:{labels}", estimate) with { Work = union.Branches };
        }

        var all = new PlanDescription("Union", "", estimate, found) { Identifiers = [_text.Name(union.Slot)] };
        var distinct = new PlanDescription("Distinct", _text.Name(union.Slot), estimate * RowEstimate.DistinctPart, [all]);
        if (union.Source is ArgumentPlan)
        {
            return distinct;
        }

        var before = Describe(union.Source, rows);
        return new("Apply", "", before.EstimatedRows * distinct.EstimatedRows, [before, distinct with { Step = union, Work = [union], Identifiers = [_text.Name(union.Slot)] }]) { Step = union, Identifiers = Identifiers(union, [before]) };
    }

    private PlanDescription RelationshipSearch(KnownRelationshipPlan known, RelationshipSearchPlan search, double rows)
    {
        var kind = known.Step.Direction == PatternDirection.Both ? "UndirectedRelationship" : "DirectedRelationship";
        var details = $"{_text.Pattern(known.Step)}, {Searched(search.Slot, search.Search)}";
        return Leaf(known, search.Source, rows, SearchName(search.Search, kind), details, _estimate.Search(search.Search)) with { Work = [search] };
    }

    private string SearchName(IndexSearch search, string entity) => search switch
    {
        PartSearch { AtEnd: true } => entity + "IndexEndsWithScan",
        PartSearch => entity + "IndexContainsScan",
        RangeSearch { From: null, To: null } => entity + "IndexScan",
        RangeSearch or PrefixSearch or DistanceSearch or BoxSearch => entity + "IndexSeekByRange",
        _ when _estimate.Index(search.IndexName)?.Unique == true => entity + "UniqueIndexSeek",
        _ => entity + "IndexSeek",
    };

    /// <summary>The index, and what is sought in it.</summary>
    private string Searched(int slot, IndexSearch search)
    {
        var key = _estimate.Key(search.IndexName);
        var sought = search switch
        {
            EqualSearch equal => string.Join(" AND ", key.Split(", ").Zip(equal.Values, (name, value) => $"{name} = {_text.Of(value)}")),
            ListSearch list => $"{key} IN {_text.Of(list.List)}",
            RangeSearch range => Bounds(key, range.From, range.To),
            PrefixSearch prefix => $"{key} STARTS WITH {_text.Of(prefix.Prefix)}",
            PartSearch part => $"{key} {(part.AtEnd ? "ENDS WITH" : "CONTAINS")} {_text.Of(part.Part)}",
            DistanceSearch near => $"point.distance({key}, {_text.Of(near.Centre)}) <= {_text.Of(near.Radius)}",
            BoxSearch box => $"point.withinBBox({key}, {_text.Of(box.Lower)}, {_text.Of(box.Upper)})",
            _ => "",
        };
        return $"{IndexOn(slot, search.IndexName)} WHERE {sought}";
    }

    private string Index(int slot, string index, string comparison, CompiledExpression value) => $"{IndexOn(slot, index)} WHERE {_estimate.Key(index)} {comparison} {_text.Of(value)}";

    private string IndexOn(int slot, string name)
    {
        var index = _estimate.Index(name);
        var kind = index switch
        {
            { Unique: true } => "UNIQUE",
            { Kind: IndexKind.Text } => "TEXT INDEX",
            { Kind: IndexKind.Point } => "POINT INDEX",
            _ => "RANGE INDEX",
        };
        var label = index is { Entity: EntityKind.Relationship } ? $"[{_text.Name(slot)}:{graph.RelationshipTypes[index.Label]}" : $"{_text.Name(slot)}:{_estimate.Label(name)}";
        return $"{kind} {label}({_estimate.Key(name)}){(label[0] == '[' ? "]" : "")}";
    }

    private string Range(IndexRangePlan plan) => $"{IndexOn(plan.Slot, plan.IndexName)} WHERE {Bounds(_estimate.Key(plan.IndexName), plan.From, plan.To)}";

    private string Bounds(string key, RangeBound? lower, RangeBound? upper)
    {
        var from = lower is null ? null : $"{key} {(lower.Inclusive ? ">=" : ">")} {_text.Of(lower.Value)}";
        var to = upper is null ? null : $"{key} {(upper.Inclusive ? "<=" : "<")} {_text.Of(upper.Value)}";
        return from is null && to is null ? $"{key} IS NOT NULL" : string.Join(" AND ", new[] { from, to }.OfType<string>());
    }
}
