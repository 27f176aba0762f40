namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>What may stand before a query: <c>CYPHER 5 runtime=…</c> and <c>USE graph</c>.</content>
internal sealed partial class CypherParser
{
    private const string DatabaseNotFoundCode = "Neo.ClientError.Database.DatabaseNotFound";

    /// <summary>The name under which Neo4j's tools know the only graph.</summary>
    private const string GraphName = "neo4j";

    /// <summary>The options that Neo4j 5 knows and their values. They choose among planners and runtimes of which there is one here, so they are checked and read over.</summary>
    private static readonly Dictionary<string, string[]> PlannerOptions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["planner"] = ["cost", "idp", "dp"],
        ["runtime"] = ["interpreted", "legacy", "parallel", "pipelined", "slotted"],
        ["updateStrategy"] = ["default", "eager"],
        ["expressionEngine"] = ["default", "interpreted", "compiled"],
        ["operatorEngine"] = ["default", "interpreted", "compiled"],
        ["interpretedPipesFallback"] = ["default", "disabled", "whitelisted_plans_only", "all"],
        ["replan"] = ["default", "force", "skip"],
        ["connectComponentsPlanner"] = ["greedy", "idp"],
        ["inferSchemaParts"] = ["off", "most_selective_label"],
        ["eagerAnalyzer"] = ["ir", "lp"],
        ["parallelRuntimeSupport"] = ["all", "disabled"],
    };

    private void SkipPlannerOptions()
    {
        _index++;
        if (Kind == TokenKind.Number)
        {
            var version = TextOf(Next());
            if (version != "5")
                throw CypherErrors.Argument($"There is no Cypher {version} here: the version is 5.");
        }

        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (Current.IsName && Peek(1).Kind == TokenKind.Equal)
        {
            var name = NameOf(Next());
            _index++;
            if (!Current.IsName && Kind != TokenKind.Number)
                throw Unexpected("the option's value");
            var value = TextOf(Next());
            if (!PlannerOptions.TryGetValue(name, out var values))
                throw CypherErrors.Argument($"There is no option '{name}'.");
            if (!values.Contains(value, StringComparer.OrdinalIgnoreCase))
                throw CypherErrors.Argument($"'{value}' is no value of the option '{name}': take one of {string.Join(", ", values)}.");
            if (given.TryGetValue(name, out var earlier) && !earlier.Equals(value, StringComparison.OrdinalIgnoreCase))
                throw CypherErrors.Argument($"The option '{name}' is given twice, with different values.");
            given[name] = value;
            _unsupportedRuntime |= name.Equals("runtime", StringComparison.OrdinalIgnoreCase) && value.ToUpperInvariant() is "PIPELINED" or "PARALLEL";
        }
    }

    /// <summary><c>USE neo4j</c> names the graph that there is; another one is not found.</summary>
    private void SkipUse()
    {
        if (Kind != TokenKind.Use)
            return;
        _index++;
        var name = ExpectName("the name of a graph");
        if (name.Equals(GraphName, StringComparison.OrdinalIgnoreCase))
            return;
        throw _depth > 1
            ? CypherErrors.Semantic($"A query stays in one graph, and cannot go on in '{name}'.")
            : new CypherException(DatabaseNotFoundCode, $"There is no graph '{name}': this one is called {GraphName}.", compileTime: true);
    }
}
