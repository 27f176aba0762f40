using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Serving;

namespace CoEvolve.Matching.Recommendations.Triads;

/// <summary>What joins governments and businesses that a triad could bring together: common partners, refusals, scores. Scores are computed when somebody asks.</summary>
internal sealed class ThirdLinks
{
    private readonly PairSource _source;
    private readonly NetworkProfile _network;
    private readonly HashSet<(ActorId, ActorId)> _refused;
    private readonly ILookup<(ActorId, ActorId), CommonPartner> _common;

    private readonly ModelView? _model;

    private ThirdLinks(PairSource source, ModelView? model, NetworkProfile network, HashSet<(ActorId, ActorId)> refused, ILookup<(ActorId, ActorId), CommonPartner> common) =>
        (_source, _model, _network, _refused, _common) = (source, model, network, refused, common);

    public static async Task<ThirdLinks> ReadAsync(
        IGraphTransaction transaction, PairSource source, NetworkProfile network, IEnumerable<ActorFacts> from, IEnumerable<ActorFacts> to, CancellationToken cancellationToken)
    {
        var rest = source.Options.Candidates;
        var parameters = new Parameters
        {
            ["from"] = Value.Of(from.Select(actor => actor.Actor.Id.Value)),
            ["to"] = Value.Of(to.Select(actor => actor.Actor.Id.Value)),
            ["asOf"] = Value.Of(network.AsOf),
            ["restedBefore"] = Value.Of(network.AsOf.AddDays(-rest.DeclineRestDays)),
            ["postponedBefore"] = Value.Of(network.AsOf.AddDays(-rest.NotNowRestDays)),
        };
        var refused = await transaction.ReadNamedAsync(
            "Recommendations/Queries/triad-refusals", parameters, row => (new ActorId(row[0].AsString()), new ActorId(row[1].AsString())), cancellationToken);
        var rows = await transaction.ReadNamedAsync("Recommendations/Queries/triad-links", parameters, ReadRow, cancellationToken);
        var common = rows.SelectMany(row => row.To.Select(to => (Pair: (row.From, to), row.Partner))).ToLookup(entry => entry.Pair, entry => entry.Partner);
        return new(source, await source.Models.OfAsync(network.AsOf, cancellationToken), network, [.. refused], common);
    }

    /// <summary>The pair of one of the first and one of the second actors, either way round.</summary>
    public PairFacts Facts(ActorFacts from, ActorFacts to) =>
        new(from, to, [.. _common[(from.Actor.Id, to.Actor.Id)].Concat(_common[(to.Actor.Id, from.Actor.Id)])], _network);

    /// <summary>√(p·q) of the two; below 0 where they must not be brought together.</summary>
    public double Worth(ActorFacts from, ActorFacts to)
    {
        if (_refused.Contains((from.Actor.Id, to.Actor.Id)) || _refused.Contains((to.Actor.Id, from.Actor.Id)))
        {
            return -1;
        }

        return _model?.SeekerOf(from.Actor.Id) is { } one && _model.SeekerOf(to.Actor.Id) is { } other
            ? _model.Nearness(one.Number, other.Number)
            : _source.Score(Facts(from, to)).Score.Value.Value;
    }

    private static (ActorId From, CommonPartner Partner, IReadOnlyList<ActorId> To) ReadRow(ReadOnlySpan<Value> row) => (
        new(row[0].AsString()),
        new(new(row[1].AsString()), row[2].AsString(), (int)row[4].AsInteger()),
        [.. row[3].AsStrings().Select(id => new ActorId(id))]);
}
