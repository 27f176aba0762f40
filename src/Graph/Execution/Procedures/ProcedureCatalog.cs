using System.Collections.Concurrent;

namespace CoEvolve.Graph.Execution.Procedures;

/// <summary>The procedures of one graph. Names are looked up exactly, as Neo4j does.</summary>
internal sealed class ProcedureCatalog
{
    private readonly ConcurrentDictionary<string, ProcedureDefinition> _definitions =
        new(SchemaProcedures.All.Select(definition => KeyValuePair.Create(definition.Name, definition)), StringComparer.Ordinal);

    public ProcedureDefinition? Find(string name) => _definitions.GetValueOrDefault(name);

    public void Add(ProcedureDefinition definition) => _definitions[definition.Name] = definition;
}
