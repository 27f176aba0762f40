using System.Collections.Concurrent;
using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Cypher.Parsing;
using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Execution;

/// <summary>Parses, binds and plans statements, and keeps what came of it by text. A plan is made anew when the schema changed or the graph grew or shrank tenfold.</summary>
internal sealed class StatementCache(ProcedureCatalog procedures)
{
    private const int Capacity = 1_000;
    private const int Drift = 10;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The syntax tree of a statement.</summary>
    public Statement Parse(string cypher) => Find(cypher).Statement;

    public CompiledStatement Compile(string cypher, GraphState graph, int schemaVersion, IReadOnlySet<string> givenParameters)
    {
        var entry = Find(cypher);
        var compiled = entry.Compiled;
        if (compiled is not null && compiled.SchemaVersion == schemaVersion && IsSimilar(compiled.NodeCount, graph.NodeCount))
        {
            return compiled;
        }

        var statement = (QueryStatement)entry.Statement;
        var bound = Binder.Bind(statement.Query, procedures, givenParameters);
        compiled = new(statement.Mode, bound, Planner.Plan(bound, graph), schemaVersion, graph.NodeCount);

        // A CALL without parentheses means something else with other parameters, so it is not kept.
        if (statement.Query.Parts[0].Clauses[0] is not CallProcedureClause { Arguments: null })
        {
            entry.Compiled = compiled;
        }

        return compiled;
    }

    private static bool IsSimilar(long before, long now) => Math.Max(before, now) <= Drift * (Math.Min(before, now) + Drift);

    private Entry Find(string cypher)
    {
        if (_entries.TryGetValue(cypher, out var entry))
        {
            return entry;
        }

        entry = new(CypherParser.Parse(cypher));
        if (_entries.Count >= Capacity)
        {
            _entries.Clear();
        }

        return _entries.GetOrAdd(cypher, entry);
    }

    private sealed class Entry(Statement statement)
    {
        public Statement Statement => statement;

        public CompiledStatement? Compiled { get; set; }
    }
}
