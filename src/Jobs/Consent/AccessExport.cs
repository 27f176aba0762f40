using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Ledger;
using CoEvolve.Matching.Network;

namespace CoEvolve.Jobs.Consent;

/// <summary>Everything that is stored of an actor, for the actor itself (UU PDP 27/2022, article 7). It holds personal data: it is handed out to an admin key alone, and each time is audited.</summary>
/// <param name="Actor">Whose it is.</param>
/// <param name="Ledger">Rows of the ledger by table.</param>
/// <param name="Node">Labels and properties of its node; null where the graph does not hold it.</param>
/// <param name="Relationships">One map for each relationship of the node: <c>type</c>, <c>outgoing</c>, <c>properties</c>, what it leads to, and all about a partnership.</param>
/// <param name="AddressBlocked">Whether mails to its address have stopped after a bounce or a complaint. The ledger keeps a hash of such an address, not the actor.</param>
public sealed record AccessExport(
    ActorId Actor,
    IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> Ledger,
    NodeValue? Node,
    IReadOnlyList<MapValue> Relationships,
    bool AddressBlocked)
{
    private static readonly string[] Columns = ["type", "outgoing", "properties", "id", "name", "partnership", "members", "sectors", "localities"];

    /// <summary>Gathers it.</summary>
    public static async Task<AccessExport> ReadAsync(IGraph graph, LedgerStore ledger, ActorId actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(ledger);
        var parameters = new Dictionary<string, Value> { ["actor"] = Value.Of(actor.Value) };
        var nodes = await graph.ReadAsync("Consent/held-actor", parameters, row => row[0].AsNode(), cancellationToken);
        var relationships = await graph.ReadAsync("Consent/held-relationships", parameters, Relationship, cancellationToken);
        var node = nodes.SingleOrDefault();
        var blocked = node is not null && node.Properties.TryGetValue("email", out var email) && !email.IsNull && await ledger.Deliveries.IsBlockedAsync(email.AsString(), cancellationToken);
        return new(actor, await ledger.Consents.ExportAsync(actor, cancellationToken), node, relationships, blocked);
    }

    // The last three columns speak of partnerships alone.
    private static MapValue Relationship(Value[] row) => MapValue.From(
        Columns.Zip(row, KeyValuePair.Create).Take(row[5].IsNull ? 6 : 9).Where(entry => !entry.Value.IsNull));
}
