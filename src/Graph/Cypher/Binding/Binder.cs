using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Execution.Procedures;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>
/// Gives every name of a query its meaning: variables become slots, functions and procedures their definitions; what can be known to be
/// wrong before running is refused with its position.
/// </summary>
internal sealed partial class Binder
{
    private readonly ProcedureCatalog _procedures;
    private readonly IReadOnlyDictionary<string, StaticType> _givenParameters;
    private readonly List<string> _parameters = [];
    private readonly List<SubqueryExpression> _subqueries = [];
    private int _slots;
    private int _unions;

    private Binder(ProcedureCatalog procedures, IReadOnlyDictionary<string, StaticType> givenParameters)
    {
        _procedures = procedures;
        _givenParameters = givenParameters;
    }

    /// <summary>Binds a statement.</summary>
    /// <param name="query">The syntax tree.</param>
    /// <param name="procedures">What CALL can reach.</param>
    /// <param name="givenParameters">
    /// The parameters that come with the statement and their types: a value of a type that cannot be right is refused like a literal of that
    /// type, and a standalone CALL without parentheses takes its arguments from them.
    /// </param>
    /// <exception cref="CypherException">The query makes no sense; the position says where.</exception>
    public static BoundStatement Bind(Query query, ProcedureCatalog procedures, IReadOnlyDictionary<string, StaticType> givenParameters)
    {
        var binder = new Binder(procedures, givenParameters);
        var scope = new Scope();
        var bound = binder.BindQuery(query, scope, importable: null, QueryPlace.Top);
        return new(bound, binder._parameters, binder._slots, binder._subqueries) { SlotNames = scope.Names };
    }

    private static CypherException Error(string message, SyntaxNode node) => CypherErrors.Syntax(message, node.Position);

    private int NewSlot() => _slots++;

    private int ParameterIndex(string name)
    {
        var index = _parameters.IndexOf(name);
        if (index < 0)
        {
            index = _parameters.Count;
            _parameters.Add(name);
        }

        return index;
    }

    /// <summary>Binds a query, whose branches each start from a copy of <paramref name="scope"/>.</summary>
    /// <param name="query">The syntax tree.</param>
    /// <param name="scope">What the query sees at its start.</param>
    /// <param name="importable">For CALL { WITH x … }: the surrounding variables that the leading WITH may take in; else null.</param>
    /// <param name="place">Where the query stands.</param>
    /// <param name="imports">Collects the slots of surrounding variables that are read, where the scope was made to do so.</param>
    private BoundQuery BindQuery(Query query, Scope scope, Scope? importable, QueryPlace place, HashSet<int>? imports = null)
    {
        if (query.Unions.Distinct().Count() > 1)
        {
            throw Error("UNION and UNION ALL cannot be mixed in one query: use one of them throughout.", query);
        }

        _unions += query.Unions.Count;
        var branches = query.Parts.Select(part => BindSingleQuery(part, scope.Copy(), importable, place)).ToArray();
        _unions -= query.Unions.Count;
        var first = branches[0].Columns;
        for (var i = 1; i < branches.Length; i++)
        {
            if (!branches[i].Columns.Select(c => c.Name).ToHashSet().SetEquals(first.Select(c => c.Name)))
            {
                throw Error("All queries that UNION joins must return columns of the same names.", query.Parts[i]);
            }
        }

        imports ??= [];
        if (branches.Length == 1)
        {
            return new([new(branches[0].Clauses, [.. first.Select(c => c.Slot)])], false, first, imports);
        }

        var columns = first.Select(column => column with
        {
            Slot = NewSlot(),
            Type = branches.Select(b => b.Columns.Single(c => c.Name == column.Name).Type).Aggregate((a, b) => a.Or(b)),
        }).ToArray();
        var bound = branches.Select(branch =>
            new BoundBranch(branch.Clauses, [.. columns.Select(column => branch.Columns.Single(c => c.Name == column.Name).Slot)]));
        return new([.. bound], query.Unions[0] == UnionKind.Distinct, columns, imports);
    }

    private (BoundClause[] Clauses, BoundColumn[] Columns) BindSingleQuery(SingleQuery query, Scope scope, Scope? importable, QueryPlace place)
    {
        ClauseOrder.Check(query, place, ReturnsNothing);
        ClauseOrder.CheckBatches(query, place, _unions > 0);
        var clauses = new List<BoundClause>();
        BoundColumn[] columns = [];
        for (var i = 0; i < query.Clauses.Count; i++)
        {
            var clause = query.Clauses[i];
            if (i == 0 && importable is not null && clause is WithClause import)
            {
                clauses.Add(BindImportingWith(import, importable, scope));
                continue;
            }

            switch (clause)
            {
                case ReturnClause @return:
                    var (projection, returned) = BindProjection(@return.Projection, null, scope, @return);
                    clauses.Add(projection);
                    columns = [.. returned.Symbols.Select(s => new BoundColumn(s.Name, s.Slot, s.Type))];
                    break;
                case WithClause with:
                    var (bound, next) = BindProjection(with.Projection, with.Where, scope, with);
                    clauses.Add(bound);
                    scope = next;
                    break;
                case CallProcedureClause call:
                    var standalone = query.Clauses.Count == 1 && place == QueryPlace.Top;
                    clauses.Add(BindCallProcedure(call, scope, standalone));
                    columns = standalone ? [.. scope.Symbols.Select(s => new BoundColumn(s.Name, s.Slot, s.Type))] : columns;
                    break;
                case FinishClause:
                    break;
                default:
                    clauses.Add(BindClause(clause, scope));
                    break;
            }
        }

        if (place == QueryPlace.Expression && query.Clauses[^1] is not ReturnClause)
        {
            return ([.. clauses], []);
        }

        return ([.. clauses], columns);
    }

    private BoundClause BindClause(Clause clause, Scope scope) => clause switch
    {
        MatchClause match => BindMatch(match, scope),
        UnwindClause unwind => BindUnwind(unwind, scope),
        LoadCsvClause load => BindLoadCsv(load, scope),
        CreateClause create => BindCreate(create, scope),
        MergeClause merge => BindMerge(merge, scope),
        SetClause set => new BoundSet(BindSetItems(set.Items, scope), scope.Slots()),
        RemoveClause remove => BindRemove(remove, scope),
        DeleteClause delete => BindDelete(delete, scope),
        ForeachClause each => BindForeach(each, scope),
        CallSubqueryClause call => BindCallSubquery(call, scope),
        _ => throw Error("This clause cannot stand here.", clause),
    };

    private BoundUnwind BindUnwind(UnwindClause unwind, Scope scope)
    {
        var live = scope.Slots();
        var list = BindExpression(unwind.List, scope);
        RefuseRedeclaration(unwind.Variable, scope);
        var slot = NewSlot();
        scope.Declare(new(unwind.Variable.Name, slot, list.Type.Item));
        return new(list.Expression, slot, live);
    }

    /// <summary>The leading WITH of an old-style CALL subquery: takes variables in as they are.</summary>
    private static BoundProjection BindImportingWith(WithClause with, Scope importable, Scope scope)
    {
        var projection = with.Projection;
        var plain = projection.Items.All(item => item.Expression is VariableExpression variable && (item.Alias is null || item.Alias.Name == variable.Name));
        if (!plain || projection.Distinct || projection.OrderBy.Count > 0 || projection.Skip is not null || projection.Limit is not null || with.Where is not null)
        {
            throw Error("The leading WITH of a subquery may only name the variables that it imports: no expressions, aliases, ORDER BY or WHERE. Put those into a second WITH.", with);
        }

        foreach (var symbol in projection.IncludeExisting ? importable.Symbols : [])
        {
            scope.Declare(symbol);
        }

        foreach (var item in projection.Items)
        {
            scope.Declare(Resolve((VariableExpression)item.Expression, importable));
        }

        return new(null, [], false, scope.Slots(), [], null, null, null, []);
    }

    private BoundCallSubquery BindCallSubquery(CallSubqueryClause call, Scope scope)
    {
        var live = scope.Slots();
        var shared = (call.ImportAll ? scope.Symbols.Select(symbol => symbol.Name) : (call.Imports ?? SyntaxList<VariableExpression>.Empty).Select(variable => variable.Name));
        var inner = new Scope { Shared = shared.ToHashSet(StringComparer.Ordinal) };
        foreach (var symbol in call.ImportAll ? scope.Symbols : [])
        {
            inner.Declare(symbol);
        }

        foreach (var variable in call.Imports ?? SyntaxList<VariableExpression>.Empty)
        {
            inner.Declare(Resolve(variable, scope));
        }

        var oldForm = call is { ImportAll: false, Imports: null };
        var query = BindQuery(call.Query, inner, oldForm ? scope : null, QueryPlace.Call);
        foreach (var column in query.Columns)
        {
            if (scope.TryResolve(column.Name, out _))
            {
                throw Error($"The subquery returns '{column.Name}', but a variable of that name is already there: give the column another name with AS.", ReturnedName(call, column.Name));
            }

            scope.Declare(new(column.Name, column.Slot, call.Optional ? StaticType.Any : column.Type));
        }

        return new(query, call.Optional, live) { Batches = call.Batches is { } batches ? BindBatches(batches, scope) : null };
    }

    private BoundBatches BindBatches(TransactionBatches batches, Scope scope)
    {
        var rows = batches.Rows;
        if (rows is not null)
        {
            RefuseVariables(rows, "OF … ROWS");
        }

        var size = rows is null ? null : BindExpression(rows, new Scope()).Expression;
        if (batches.Status is null)
        {
            return new(size, batches.OnError, -1);
        }

        RefuseRedeclaration(batches.Status, scope);
        var slot = NewSlot();
        scope.Declare(new(batches.Status.Name, slot, StaticType.Map));
        return new(size, batches.OnError, slot);
    }

    private BoundLoadCsv BindLoadCsv(LoadCsvClause load, Scope scope)
    {
        var live = scope.Slots();
        var address = BindExpression(load.Address, scope);
        Require(address.Type, CypherTypes.String, load.Address);
        RefuseRedeclaration(load.Row, scope);
        var slot = NewSlot();
        scope.Declare(new(load.Row.Name, slot, load.Headers ? StaticType.Map : StaticType.ListOf(StaticType.String)));
        return new(load.Headers, address.Expression, slot, load.Separator, live);
    }

    /// <summary>Where a subquery names one of its columns.</summary>
    private static SyntaxNode ReturnedName(CallSubqueryClause call, string column)
    {
        var items = (call.Query.Parts[0].Clauses[^1] as ReturnClause)?.Projection.Items ?? [];
        var item = items.FirstOrDefault(item => (item.Alias ?? item.Expression as VariableExpression)?.Name == column);
        return (SyntaxNode?)item?.Alias ?? (SyntaxNode?)item ?? call;
    }

    private static void RefuseRedeclaration(VariableExpression variable, Scope scope)
    {
        if (scope.TryResolve(variable.Name, out _))
        {
            throw Error($"Variable '{variable.Name}' is already there: give the new one another name.", variable);
        }
    }

    private static Symbol Resolve(VariableExpression variable, Scope scope) => scope.TryResolve(variable.Name, out var symbol)
        ? symbol
        : throw Error($"Variable '{variable.Name}' is not defined here.", variable);

    private bool ReturnsNothing(CallProcedureClause call) => _procedures.Find(call.Name) is { Outputs.Length: 0 };
}

/// <summary>Where a query stands, which decides how it may end.</summary>
internal enum QueryPlace
{
    /// <summary>The statement itself.</summary>
    Top,

    /// <summary>Inside CALL { … }.</summary>
    Call,

    /// <summary>Inside EXISTS, COUNT or COLLECT: reads only.</summary>
    Expression,
}
