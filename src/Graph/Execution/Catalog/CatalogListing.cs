using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Catalog;

/// <summary>SHOW FUNCTIONS, PROCEDURES, SETTINGS, DATABASES, USERS and ALIASES.</summary>
internal static class CatalogListing
{
    public static IEnumerable<ProcedureDefinition> All(ProcedureCatalog catalog) =>
    [
        Functions(ShowCommand.Functions, ProcedureMode.Dbms),
        Functions(ShowCommand.Functions.Returned!, ProcedureMode.Read),
        Procedures(ShowCommand.Procedures, catalog, ProcedureMode.Dbms),
        Procedures(ShowCommand.Procedures.Returned!, catalog, ProcedureMode.Read),
        ShowRows.Procedure(ShowCommand.Settings, [new("names", CypherTypes.Any)], (_, arguments) => Settings(arguments[0])),
        ShowRows.Procedure(ShowCommand.Databases, [new("name", CypherTypes.String)], (_, arguments) => Databases(arguments[0].AsString()), ProcedureMode.Dbms),
        ShowRows.Procedure(ShowCommand.HomeDatabase, [new("name", CypherTypes.String)], (_, arguments) => Databases(arguments[0].AsString()), ProcedureMode.Dbms),
        ShowRows.Procedure(ShowCommand.Users, [], (context, _) => User(context.Caller.User), ProcedureMode.Dbms),
        ShowRows.Procedure(ShowCommand.Aliases, [], (_, _) => [], ProcedureMode.Dbms),
    ];

    private static ProcedureDefinition Functions(ShowCommand command, ProcedureMode mode) =>
        ShowRows.Procedure(command, [new("builtIn", CypherTypes.Boolean)], (_, arguments) => arguments[0].IsTrue ? FunctionCatalog.All.Select(Function) : [], mode);

    private static ProcedureDefinition Procedures(ShowCommand command, ProcedureCatalog catalog, ProcedureMode mode) =>
        ShowRows.Procedure(command, [], (_, _) => catalog.Listed.Select(Procedure), mode);

    /// <summary>The name and the types of a procedure's parameters and columns.</summary>
    public static string Signature(ProcedureDefinition procedure)
    {
        var inputs = string.Join(", ", procedure.Inputs.Select(input =>
            $"{input.Name}{(input.Default is { } value ? $" = {value}" : "")} :: {TypeText(input.Type)}"));
        var outputs = string.Join(", ", procedure.Outputs.Select(output => $"{output.Name} :: {TypeText(output.Type)}"));
        return $"{procedure.Name}({inputs})" + (outputs.Length == 0 ? "" : $" :: ({outputs})");
    }

    /// <summary>The caller; nobody where a server asks for no names.</summary>
    private static IEnumerable<Dictionary<string, Value>> User(string name) => name.Length == 0 ? [] : [new() { ["user"] = Value.Of(name), ["passwordChangeRequired"] = Value.False }];

    private static string TypeText(CypherTypes type) => type switch
    {
        CypherTypes.List => "LIST<ANY>",
        CypherTypes.Number => "INTEGER | FLOAT",
        CypherTypes.DateTime => "ZONED DATETIME",
        _ when System.Numerics.BitOperations.PopCount((uint)type) == 1 => type.ToString().ToUpperInvariant(),
        _ => "ANY",
    };

    private static Dictionary<string, Value> Function(FunctionListing function) => new()
    {
        ["name"] = Value.Of(function.Name),
        ["category"] = Value.Of(function.Category),
        ["description"] = Value.Of($"{function.Category}: {function.Signature}"),
        ["signature"] = Value.Of(function.Signature),
        ["isBuiltIn"] = Value.True,
        ["argumentDescription"] = Value.Of(Array.Empty<Value>()),
        ["returnDescription"] = Value.Of(function.Signature[(function.Signature.LastIndexOf(":: ", StringComparison.Ordinal) + 3)..]),
        ["aggregating"] = Value.Of(function.IsAggregating),
        ["isDeprecated"] = Value.Of(function.Name == "id"),
    };

    private static Dictionary<string, Value> Procedure(ProcedureDefinition procedure) => new()
    {
        ["name"] = Value.Of(procedure.Name),
        ["description"] = Value.Of(procedure.Description),
        ["mode"] = Value.Of(procedure.Mode.ToString().ToUpperInvariant()),
        ["worksOnSystem"] = Value.Of(procedure.Mode == ProcedureMode.Dbms),
        ["signature"] = Value.Of(Signature(procedure)),
        ["argumentDescription"] = Fields(procedure.Inputs),
        ["returnDescription"] = Fields(procedure.Outputs),
        ["admin"] = Value.False,
        ["isDeprecated"] = Value.False,
        ["option"] = Value.Of(MapValue.From([new("deprecated", Value.False)])),
    };

    private static Value Fields(ProcedureField[] fields) => Value.Of([.. fields.Select(field => Value.Of(MapValue.From(
    [
        new("name", Value.Of(field.Name)),
        new("description", Value.Of($"{field.Name} :: {TypeText(field.Type)}")),
        new("isDeprecated", Value.False),
        new("type", Value.Of(TypeText(field.Type))),
    ])))]);

    private static IEnumerable<Dictionary<string, Value>> Settings(Value names)
    {
        string[] wanted = names.IsString ? [names.AsString()] : [.. names.AsList().Where(name => name.IsString).Select(name => name.AsString())];
        return ServerFacts.Settings.Where(setting => wanted.Length == 0 || wanted.Contains(setting.Name)).Select(setting => new Dictionary<string, Value>
        {
            ["name"] = Value.Of(setting.Name),
            ["value"] = Value.Of(setting.Value),
            ["isDynamic"] = Value.False,
            ["defaultValue"] = Value.Of(setting.Value),
            ["description"] = Value.Of(setting.Description),
            ["startupValue"] = Value.Of(setting.Value),
            ["isExplicitlySet"] = Value.False,
            ["validValues"] = Value.Of(setting.ValidValues),
            ["isDeprecated"] = Value.False,
        });
    }

    private static IEnumerable<Dictionary<string, Value>> Databases(string name) =>
        new[] { (Name: ServerFacts.Name, Type: "standard"), (Name: "system", Type: "system") }
            .Where(database => name.Length == 0 || database.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(database => new Dictionary<string, Value>
            {
                ["name"] = Value.Of(database.Name),
                ["type"] = Value.Of(database.Type),
                ["aliases"] = Value.Of(Array.Empty<Value>()),
                ["access"] = Value.Of("read-write"),
                ["address"] = Value.Of(ServerFacts.Address),
                ["role"] = Value.Of("primary"),
                ["writer"] = Value.True,
                ["requestedStatus"] = Value.Of("online"),
                ["currentStatus"] = Value.Of("online"),
                ["statusMessage"] = Value.Of(""),
                ["default"] = Value.Of(database.Name == ServerFacts.Name),
                ["home"] = Value.Of(database.Name == ServerFacts.Name),
                ["constituents"] = Value.Of(Array.Empty<Value>()),
            });
}
