using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Rows;

/// <summary>The rules of the four tiers: each locality lies in one of the next tier up, and there is one nation.</summary>
internal sealed class LocalityTiers
{
    private readonly KnownNetwork _known;
    private readonly string? _nationOfGraph;
    private readonly LocalityRow? _nation;

    public LocalityTiers(KnownNetwork known, IReadOnlyList<LocalityRow> rows)
    {
        _known = known;
        _nationOfGraph = known.LocalitiesOfGraph.Where(entry => entry.Value.Tier == Tier.National).Select(entry => entry.Key).FirstOrDefault();
        _nation = rows.FirstOrDefault(row => row.Tier == Tier.National);
    }

    /// <summary>What speaks against a row whose parent is known.</summary>
    public Objection? Against(LocalityRow row, LocalityRow? parentRow)
    {
        if (row.Tier == Tier.National)
        {
            return AgainstNation(row);
        }

        var wanted = row.Tier + 1;
        if (row.Parent is null)
        {
            return new($"A {row.Tier.Code()} needs a parent.", $"Name the {wanted.Code()} that it lies in.");
        }

        var tier = parentRow?.Tier ?? _known.LocalitiesOfGraph[row.Parent].Tier;
        return tier == wanted
            ? null
            : new($"The parent '{row.Parent}' is of tier {tier.Code()}, but a {row.Tier.Code()} lies in a {wanted.Code()}.", $"Name a {wanted.Code()} as parent, or correct the tier.");
    }

    private Objection? AgainstNation(LocalityRow row)
    {
        if (row.Parent is not null)
        {
            return new("The nation has no parent.", "Leave the parent empty, or correct the tier.");
        }

        if (_nationOfGraph is not null && _nationOfGraph != row.Code)
        {
            return new($"The graph has the nation '{_nationOfGraph}' already.", "A network has one nation; give the row another tier and a parent.");
        }

        return _nation is null || ReferenceEquals(_nation, row)
            ? null
            : new(CellText.Format($"'{_nation.Code}' in line {_nation.Line} is the nation already."), "A network has one nation; give the row another tier and a parent.");
    }
}
