using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>Turns a bound statement into a plan, by what the graph holds at that moment.</summary>
/// <remarks>
/// Clauses take effect one after the other, as if each had finished before the next began, while rows flow through all of them one by
/// one. Where the difference could be seen, a barrier (<see cref="EagerPlan"/>) is put in between: before a write when something before it
/// still reads the graph, and before a read when something before it still writes. DELETE takes in all rows itself before it deletes.
/// </remarks>
internal sealed class Planner
{
    private readonly GraphState _graph;
    private readonly PlannerRules _rules;
    private readonly bool _writes;

    private Planner(GraphState graph, PlannerRules rules, bool writes) => (_graph, _rules, _writes) = (graph, rules, writes);

    public static Plan Plan(BoundStatement statement, GraphState graph, PlannerRules? rules = null)
    {
        var planner = new Planner(graph, rules ?? PlannerRules.All, statement.Query.Writes);
        foreach (var subquery in statement.Subqueries)
        {
            subquery.Plan = planner.PlanQuery(subquery.Query);
        }

        return planner.PlanQuery(statement.Query);
    }

    private Plan PlanQuery(BoundQuery query)
    {
        if (query.Branches.Length == 1)
        {
            return PlanBranch(query.Branches[0]);
        }

        var slots = query.Columns.Select(column => column.Slot).ToArray();
        var union = new UnionPlan([.. query.Branches.Select(branch => (PlanBranch(branch), branch.ColumnSlots))], slots);
        return query.Distinct ? new DistinctPlan(union, slots) : union;
    }

    private Plan PlanBranch(BoundBranch branch)
    {
        Plan plan = new ArgumentPlan();
        var pending = default(PendingEffects);
        var writes = false;
        foreach (var clause in branch.Clauses)
        {
            var effects = ClauseEffects.Of(clause);
            if ((effects.Writes && pending.Reads && clause is not BoundDelete) || (effects.Reads && pending.Writes))
            {
                plan = new EagerPlan(plan, clause.Live);
                pending = default;
            }

            plan = PlanClause(plan, clause, writes);
            writes |= effects.Writes;
            pending = clause is BoundProjection { Aggregation: not null } or BoundProjection { OrderBy.Length: > 0 } or BoundDelete
                ? default
                : new(pending.Reads || effects.Reads, pending.Writes || effects.Writes);
        }

        return plan;
    }

    private Plan PlanClause(Plan source, BoundClause clause, bool writesBefore) => clause switch
    {
        BoundMatch match => PlanMatch(source, match),
        BoundLoadCsv load => new LoadCsvPlan(source, load),
        BoundUnwind unwind => new UnwindPlan(source, unwind.List, unwind.Slot),
        BoundProjection projection => PlanProjection(source, projection, writesBefore),
        BoundCallSubquery call => PlanCall(source, call),
        BoundCallProcedure call => PlanProcedure(source, call),
        BoundCreate create => new CreatePlan(source, create.Actions),
        BoundMerge merge => new MergePlan(source, new MatchPlanner(_graph, merge.Match, _rules).Plan(new ArgumentPlan()), merge.Actions, merge.OnCreate, merge.OnMatch),
        BoundSet set => new SetPlan(source, set.Actions),
        BoundDelete delete => new DeletePlan(source, delete.Expressions, delete.Detach, delete.Live),
        BoundForeach each => new ForeachPlan(source, each.List, each.Slot, each.Updates.Aggregate((Plan)new ArgumentPlan(), (plan, update) => PlanClause(plan, update, false))),
        _ => throw new InvalidOperationException($"No plan for {clause.GetType().Name}."),
    };

    private Plan PlanMatch(Plan source, BoundMatch match) => match.Optional
        ? new OptionalPlan(source, new MatchPlanner(_graph, match, _rules).Plan(new ArgumentPlan()), match.Introduced)
        : new MatchPlanner(_graph, match, _rules).Plan(source);

    private Plan PlanCall(Plan source, BoundCallSubquery call)
    {
        var inner = PlanQuery(call.Query);
        if (call.Batches is not null)
        {
            return new BatchesPlan(source, inner, call);
        }

        if (!call.Query.ReturnsRows)
        {
            return new RunForEachRowPlan(source, inner);
        }

        return call.Optional
            ? new OptionalPlan(source, inner, [.. call.Query.Columns.Select(column => column.Slot)])
            : new ApplyPlan(source, inner);
    }

    private static Plan PlanProcedure(Plan source, BoundCallProcedure call)
    {
        var inner = call.Optional ? new ArgumentPlan() : source;
        Plan plan = new ProcedureCallPlan(inner, call.Procedure, call.Arguments, call.Yields);
        if (call.Where is not null)
        {
            plan = new FilterPlan(plan, [call.Where]);
        }

        return call.Optional ? new OptionalPlan(source, plan, [.. call.Yields.Select(y => y.Slot)]) : plan;
    }

    private Plan PlanProjection(Plan source, BoundProjection projection, bool writesBefore)
    {
        var plan = source;
        if (projection.Aggregation is { } aggregation)
        {
            plan = new AggregatePlan(plan, aggregation);
        }

        if (projection.Items.Length > 0)
        {
            plan = new ProjectPlan(plan, projection.Items);
        }

        if (projection.Distinct)
        {
            plan = new DistinctPlan(plan, projection.Outputs);
        }

        // A sort also keeps reads and writes apart, so that it stays where anything is written.
        if (projection.OrderBy.Length > 0 && (_writes || !_rules.Rewrite || !RowOrder.IsGiven(plan, projection.OrderBy, _graph)))
        {
            var saved = projection.Outputs.Concat(projection.Where?.FreeSlots() ?? []).Distinct();
            plan = _rules.Rewrite && projection.Limit is { } limit && IsFixed(limit) && (projection.Skip is null || IsFixed(projection.Skip))
                ? new TopPlan(plan, projection.OrderBy, [.. saved], limit, projection.Skip)
                : new SortPlan(plan, projection.OrderBy, [.. saved]);
        }

        if (projection.Skip is not null)
        {
            plan = new SkipPlan(plan, projection.Skip);
        }

        if (projection.Limit is not null)
        {
            plan = new LimitPlan(plan, projection.Limit, Exhaust: writesBefore);
        }

        return projection.Where is not { } where ? plan : _rules.Rewrite ? FilterSteps.On(plan, [where]) : new FilterPlan(plan, [where]);
    }

    /// <summary>Whether an expression gives the same number however often it is asked.</summary>
    private static bool IsFixed(CompiledExpression count) => count is ConstantExpression or ParameterValueExpression;

    private readonly record struct PendingEffects(bool Reads, bool Writes);
}

/// <summary>What a clause does to the graph and how much of it it looks at.</summary>
internal static class ClauseEffects
{
    public static (bool Reads, bool Writes) Of(BoundClause clause) => clause switch
    {
        BoundMatch => (true, false),
        BoundLoadCsv load => (load.Address.AnyReadsGraph(), false),
        BoundUnwind unwind => (unwind.List.AnyReadsGraph(), false),
        BoundProjection projection => (Expressions(projection).Any(expression => expression.AnyReadsGraph()), false),
        BoundCallSubquery call => (Reads(call.Query), call.Query.Writes),
        BoundCallProcedure => (true, false),
        BoundCreate create => (create.Actions.Any(Reads), true),
        BoundSet set => (set.Actions.Any(Reads), true),
        BoundForeach each => (each.List.AnyReadsGraph() || each.Updates.Any(update => Of(update).Reads), true),
        _ => (true, clause.Writes),
    };

    private static bool Reads(BoundQuery query) => query.Branches.Any(branch => branch.Clauses.Any(clause => Of(clause).Reads));

    private static bool Reads(CreateAction action)
    {
        var names = action switch
        {
            CreateNodeAction node => node.Labels.Computed,
            CreateRelationshipAction relationship => relationship.Type.Computed,
            _ => [],
        };
        return names.Append(action.Properties).OfType<CompiledExpression>().Any(expression => expression.AnyReadsGraph());
    }

    private static bool Reads(SetAction action) => action switch
    {
        SetPropertyAction set => set.Value.AnyReadsGraph(),
        SetPropertiesAction set => set.Value.AnyReadsGraph(),
        SetIndexedAction set => set.Key.AnyReadsGraph() || set.Value.AnyReadsGraph(),
        SetLabelsAction set => set.Labels.Computed.Any(names => names.AnyReadsGraph()),
        _ => false,
    };

    private static IEnumerable<CompiledExpression> Expressions(BoundProjection projection)
    {
        var aggregated = projection.Aggregation is { } aggregation
            ? aggregation.Keys.Select(key => key.Expression).Concat(aggregation.Aggregates.SelectMany(a => new[] { a.Argument, a.Parameter }))
            : [];
        return aggregated
            .Concat(projection.Items.Select(item => item.Expression))
            .Concat(projection.OrderBy.Select(sort => sort.Expression))
            .Append(projection.Where)
            .OfType<CompiledExpression>();
    }
}
