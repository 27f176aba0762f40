using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Catalog;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Procedures;

/// <summary>The procedures by which tools made for Neo4j find out with what they talk, and a few that have nothing to do here but to be there.</summary>
internal static class DatabaseProcedures
{
    private const string FirstRun = "2026-01-01T00:00:00Z";
    private const long DefaultPatience = 300;

    public static IEnumerable<ProcedureDefinition> All => [.. OfGraph, .. OfIndexes, .. OfServer];

    private static IEnumerable<ProcedureDefinition> OfGraph =>
    [
        new("db.ping", [], [Field("success", CypherTypes.Boolean)], (_, _) => [[Value.True]]) { Description = "Answers true: the graph is there." },
        new("db.info", [], [Field("id"), Field("name"), Field("creationDate")], (_, _) => [[Value.Of("CoEvolve"), Value.Of(ServerFacts.Name), Value.Of(FirstRun)]])
        {
            Description = "The graph's name.",
        },
        Adding("db.createLabel", "newLabel", (context, name) => context.Graph.Labels.GetOrAdd(name)),
        Adding("db.createRelationshipType", "newRelationshipType", (context, name) => context.Graph.RelationshipTypes.GetOrAdd(name)),
        Adding("db.createProperty", "newProperty", (context, name) => context.Graph.PropertyKeys.GetOrAdd(name)),
        new("tx.getMetaData", [], [Field("metadata", CypherTypes.Map)], (context, _) => [[Value.Of(context.Caller.Metadata)]]) { Description = "What was noted of the transaction.", Mode = ProcedureMode.Dbms },
        new("tx.setMetaData", [Field("data", CypherTypes.Map)], [], (context, arguments) => Note(context, arguments[0])) { Description = "Notes something of the transaction.", Mode = ProcedureMode.Dbms },
    ];

    /// <summary>An index is whole as soon as it is there, so that there is nothing to wait for.</summary>
    private static IEnumerable<ProcedureDefinition> OfIndexes =>
    [
        new("db.awaitIndex", [Field("indexName"), Field("timeOutSeconds", CypherTypes.Integer) with { Default = Value.Of(DefaultPatience) }], [], (context, arguments) =>
        {
            RequireIndex(context, arguments[0]);
            return [[]];
        })
        {
            Description = "Waits for an index to be whole.",
        },
        new("db.awaitIndexes", [Field("timeOutSeconds", CypherTypes.Integer) with { Default = Value.Of(DefaultPatience) }], [], (_, _) => [[]]) { Description = "Waits for all indexes to be whole." },
        new("db.resampleIndex", [Field("indexName")], [], (context, arguments) =>
        {
            RequireIndex(context, arguments[0]);
            return [[]];
        })
        {
            Description = "Has an index counted anew.",
        },
        new("db.resampleOutdatedIndexes", [], [], (_, _) => [[]]) { Description = "Has indexes counted anew." },
        new("db.clearQueryCaches", [], [Field("value")], (_, _) => [[Value.Of("Query cache cleared.")]]) { Description = "Forgets the plans that are kept.", Mode = ProcedureMode.Dbms },
    ];

    private static IEnumerable<ProcedureDefinition> OfServer =>
    [
        new("dbms.components", [], [Field("name"), Field("versions", CypherTypes.List), Field("edition")], (_, _) =>
            [[Value.Of("Neo4j Kernel"), Value.Of([Value.Of(ServerFacts.Version)]), Value.Of(ServerFacts.Edition)]])
        {
            Description = "The version of Neo4j whose language is spoken.",
            Mode = ProcedureMode.Dbms,
        },
        new("dbms.info", [], [Field("id"), Field("name"), Field("creationDate")], (_, _) => [[Value.Of("CoEvolve"), Value.Of("system"), Value.Of(FirstRun)]])
        {
            Description = "The server's name.",
            Mode = ProcedureMode.Dbms,
        },
        new("dbms.showCurrentUser", [], [Field("username"), Field("roles", CypherTypes.List), Field("flags", CypherTypes.List)], (context, _) =>
            [[Value.Of(context.Caller.User), Value.Null, Value.Of(Array.Empty<Value>())]])
        {
            Description = "The user.",
            Mode = ProcedureMode.Dbms,
        },
        new("dbms.clientConfig", [], ConfigurationFields, (_, _) => Configuration("").Where(setting => ServerFacts.ForTools.Contains(setting[0].AsString()))) { Description = "Settings for tools.", Mode = ProcedureMode.Dbms },
        new("dbms.listConfig", [Field("searchString") with { Default = Value.Of("") }], ConfigurationFields, (_, arguments) => Configuration(arguments[0].AsString()))
        {
            Description = "Settings whose name has a text in it.",
            Mode = ProcedureMode.Dbms,
        },
        new("dbms.queryJmx", [Field("query")], [Field("name"), Field("description"), Field("attributes", CypherTypes.Map)], (_, _) => [])
        {
            Description = "Measurements of a Java machine: there are none.",
            Mode = ProcedureMode.Dbms,
        },
        new("dbms.listCapabilities", [], [Field("name"), Field("description"), Field("value", CypherTypes.Any)], (_, _) => []) { Description = "Further abilities: none.", Mode = ProcedureMode.Dbms },
        new("dbms.routing.getRoutingTable", [Field("context", CypherTypes.Map), Field("database") with { Default = Value.Null }], [Field("ttl", CypherTypes.Integer), Field("servers", CypherTypes.List)], (_, _) =>
            [[Value.Of(DefaultPatience), Value.Of([Server("WRITE"), Server("READ"), Server("ROUTE")])]])
        {
            Description = "Where to read and where to write: here.",
            Mode = ProcedureMode.Dbms,
        },
    ];

    private static IEnumerable<Value[]> Note(FunctionContext context, Value data)
    {
        if (context.Running is { } running && data.Kind == ValueKind.Map)
        {
            running.Caller = running.Caller with { Metadata = data.AsMap() };
        }

        return [[]];
    }

    private static ProcedureField[] ConfigurationFields =>
        [Field("name"), Field("description"), Field("value"), Field("dynamic", CypherTypes.Boolean), Field("defaultValue"), Field("startupValue"), Field("explicitlySet", CypherTypes.Boolean), Field("validValues")];

    private static ProcedureField Field(string name, CypherTypes type = CypherTypes.String) => new(name, type);

    private static ProcedureDefinition Adding(string name, string field, Action<FunctionContext, string> add) =>
        new(name, [Field(field)], [], (context, arguments) =>
        {
            add(context, arguments[0].IsString && arguments[0].AsString().Length > 0 ? arguments[0].AsString() : throw CypherErrors.Argument("A name has at least one character."));
            return [[]];
        })
        {
            Description = "Makes a name known before anything has it.",
            Mode = ProcedureMode.Write,
        };

    private static void RequireIndex(FunctionContext context, Value name)
    {
        if (!name.IsString || !context.Graph.Lookups.Concat(context.Graph.Indexes).Any(index => index.Name == name.AsString()))
        {
            throw new CypherException(CypherErrors.ProcedureCallFailedCode, $"There is no index {name}.");
        }
    }

    private static IEnumerable<Value[]> Configuration(string part) => ServerFacts.Settings
        .Where(setting => setting.Name.Contains(part, StringComparison.OrdinalIgnoreCase))
        .Select(setting => (Value[])
        [
            Value.Of(setting.Name), Value.Of(setting.Description), Value.Of(setting.Value), Value.False, Value.Of(setting.Value), Value.Of(setting.Value), Value.False, Value.Of(setting.ValidValues),
        ]);

    private static Value Server(string role) =>
        Value.Of(MapValue.From([new("addresses", Value.Of([Value.Of(ServerFacts.Address)])), new("role", Value.Of(role))]));
}
