using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>The rules about which clause may follow which.</summary>
internal static class ClauseOrder
{
    public static void Check(SingleQuery query, QueryPlace place, Func<CallProcedureClause, bool> returnsNothing)
    {
        var updated = false;
        for (var i = 0; i < query.Clauses.Count; i++)
        {
            var clause = query.Clauses[i];
            if (clause is ReturnClause or FinishClause && i < query.Clauses.Count - 1)
            {
                throw CypherErrors.Syntax("RETURN and FINISH can only be the last clause of a query: use WITH to go on.", clause.Position);
            }

            if (IsUpdate(clause))
            {
                updated = true;
            }
            else if (clause is WithClause)
            {
                updated = false;
            }
            else if (updated && clause is MatchClause or UnwindClause or LoadCsvClause or CallProcedureClause or CallSubqueryClause && updated)
            {
                throw CypherErrors.Syntax("WITH is required between an updating clause and this one, so that it is clear which rows go on.", clause.Position);
            }
        }

        CheckEnd(query, place, returnsNothing);
    }

    /// <summary>The rules about subqueries that run in transactions of their own: at the top of the statement, and before anything is written.</summary>
    public static void CheckBatches(SingleQuery query, QueryPlace place, bool inUnion)
    {
        var written = false;
        foreach (var clause in query.Clauses)
        {
            if (clause is CallSubqueryClause { Batches: not null } && (place != QueryPlace.Top || inUnion || written))
            {
                throw CypherErrors.Syntax(
                    written ? "CALL { … } IN TRANSACTIONS cannot follow a clause that writes." : "CALL { … } IN TRANSACTIONS cannot stand inside another subquery or a UNION.",
                    clause.Position);
            }

            written |= IsUpdate(clause) || (clause is CallSubqueryClause { Batches: null } call && Updates(call.Query));
        }
    }

    public static bool IsUpdate(Clause clause) => clause is CreateClause or MergeClause or SetClause or RemoveClause or DeleteClause or ForeachClause;

    /// <summary>Whether any clause of a query writes, also in a subquery.</summary>
    public static bool Updates(Query query) => query.Parts.SelectMany(part => part.Clauses)
        .Any(clause => IsUpdate(clause) || (clause is CallSubqueryClause call && Updates(call.Query)));

    private static void CheckEnd(SingleQuery query, QueryPlace place, Func<CallProcedureClause, bool> returnsNothing)
    {
        var last = query.Clauses[^1];
        var complete = last switch
        {
            ReturnClause or FinishClause => true,
            CallProcedureClause call => (query.Clauses.Count == 1 && place == QueryPlace.Top) || returnsNothing(call),
            CallSubqueryClause call => !call.Query.Parts.Any(part => part.Clauses[^1] is ReturnClause),
            MatchClause => place == QueryPlace.Expression,
            _ => IsUpdate(last),
        };
        if (!complete)
        {
            throw CypherErrors.Syntax("The query does not end: its last clause must be RETURN, FINISH, an updating clause, or a CALL that yields nothing.", last.Position);
        }
    }
}
