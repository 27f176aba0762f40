using System.Collections.Concurrent;
using CoEvolve.Graph.Algorithms.Procedures;
using CoEvolve.Graph.Execution.Catalog;
using CoEvolve.Graph.Transactions;

namespace CoEvolve.Graph.Execution.Procedures;

/// <summary>The procedures of one graph. Names are looked up exactly, as Neo4j does.</summary>
internal sealed class ProcedureCatalog
{
    private readonly ConcurrentDictionary<string, ProcedureDefinition> _definitions = new(StringComparer.Ordinal);

    public ProcedureCatalog(RunningTransactions transactions)
    {
        ProcedureDefinition[] all =
        [
            .. SchemaProcedures.All,
            .. DataScienceProcedures.All,
            .. VisualizationProcedure.All,
            .. DatabaseProcedures.All,
            .. FullTextProcedures.All,
            .. SchemaListing.All,
            .. CatalogListing.All(this),
            .. TransactionListing.All(transactions),
        ];
        foreach (var definition in all)
        {
            Add(definition);
        }
    }

    /// <summary>Those that SHOW PROCEDURES tells of, by name.</summary>
    public IEnumerable<ProcedureDefinition> Listed =>
        _definitions.Values.Where(definition => definition.IsListed).OrderBy(definition => definition.Name, StringComparer.Ordinal);

    public ProcedureDefinition? Find(string name) => _definitions.GetValueOrDefault(name);

    public void Add(ProcedureDefinition definition) => _definitions[definition.Name] = definition;
}
