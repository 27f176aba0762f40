using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Cypher.Parsing;
using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution;

/// <summary>Parses, binds and plans statements, and keeps what came of it by text. A plan is made anew when the schema changed or the graph grew or shrank tenfold.</summary>
internal sealed class StatementCache(ProcedureCatalog procedures, QueryLimits limits, PlannerRules? rules = null)
{
    private const int Capacity = 1_000;
    private const int Drift = 10;
    private const int RecentPlaces = 64;

    /// <summary>For how many combinations of its parameters' types a statement is kept.</summary>
    private const int Variants = 8;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Entries by the identity of their text: a program gives the same string object again and again, and hashing a long one costs as much as a short query.</summary>
    private readonly Entry?[] _recent = new Entry?[RecentPlaces];

    /// <summary>The syntax tree of a statement.</summary>
    public Statement Parse(string cypher) => Find(cypher).Statement;

    public CompiledStatement Compile(string cypher, GraphState graph, int schemaVersion, IReadOnlyDictionary<string, Value> parameters)
    {
        var entry = Find(cypher);
        foreach (var known in entry.Compiled)
        {
            if (known.SchemaVersion == schemaVersion && IsSimilar(known.NodeCount, graph.NodeCount) && TakesTypesOf(known, parameters))
            {
                return known;
            }
        }

        var statement = (QueryStatement)entry.Statement;
        var types = parameters.ToDictionary(parameter => parameter.Key, parameter => StaticType.OfParameter(parameter.Value), StringComparer.Ordinal);
        var bound = Binder.Bind(statement.Query, procedures, types);
        var compiled = new CompiledStatement(statement.Mode, bound, Planner.Plan(bound, graph, rules), schemaVersion, graph.NodeCount)
        {
            Notifications = NotificationSearch.Run(statement, graph, procedures),
            ParameterTypes = [.. bound.Parameters.Select(name => types.GetValueOrDefault(name, StaticType.Any))],
        };

        // A CALL without parentheses means something else with other parameters, so it is not kept.
        if (statement.Query.Parts[0].Clauses[0] is not CallProcedureClause { Arguments: null })
        {
            entry.Compiled = [compiled, .. entry.Compiled.Where(known => known.SchemaVersion == schemaVersion).Take(Variants - 1)];
        }

        return compiled;
    }

    /// <summary>Whether a statement was compiled for parameters of these types: others could make it wrong, or right.</summary>
    private static bool TakesTypesOf(CompiledStatement statement, IReadOnlyDictionary<string, Value> parameters)
    {
        for (var i = 0; i < statement.ParameterTypes.Length; i++)
        {
            var type = parameters.TryGetValue(statement.Bound.Parameters[i], out var value) ? StaticType.OfParameter(value) : StaticType.Any;
            if (type != statement.ParameterTypes[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSimilar(long before, long now) => Math.Max(before, now) <= Drift * (Math.Min(before, now) + Drift);

    private Entry Find(string cypher)
    {
        ref var recent = ref _recent[RuntimeHelpers.GetHashCode(cypher) % RecentPlaces];
        if (recent is { } known && ReferenceEquals(known.Text, cypher))
        {
            return known;
        }

        if (!_entries.TryGetValue(cypher, out var entry))
        {
            entry = new(cypher, CypherParser.Parse(cypher, limits));
            if (_entries.Count >= Capacity)
            {
                _entries.Clear();
            }

            entry = _entries.GetOrAdd(cypher, entry);
        }

        if (ReferenceEquals(entry.Text, cypher))
        {
            recent = entry;
        }

        return entry;
    }

    private sealed class Entry(string text, Statement statement)
    {
        public string Text => text;

        public Statement Statement => statement;

        /// <summary>What was compiled last comes first. Replaced as a whole, since several threads read it.</summary>
        public CompiledStatement[] Compiled { get; set; } = [];
    }
}
