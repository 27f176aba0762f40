namespace CoEvolve.Matching.Features.Content;

/// <summary>A feature of two sets of sectors; unknown where a side has none.</summary>
internal abstract class SectorContent : ContentFeature
{
    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Sector;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) =>
        from.Sectors.Length == 0 || to.Sectors.Length == 0 ? float.NaN : OfKnown(network, from, to);

    protected abstract float OfKnown(ContentNetwork network, ContentActor from, ContentActor to);
}

/// <summary>Cosine of the sectors, each weighing ln(1 + actors / actors in it).</summary>
internal sealed class SectorCosine : SectorContent
{
    public override string Name => "sector.cosine";

    public override float? StandIn => 0.2f;

    protected override float OfKnown(ContentNetwork network, ContentActor from, ContentActor to)
    {
        double common = 0;
        for (int a = 0, b = 0; a < from.Sectors.Length && b < to.Sectors.Length;)
        {
            var order = from.Sectors[a].Sector.CompareTo(to.Sectors[b].Sector);
            common += order == 0 ? (double)from.Sectors[a].Weight * to.Sectors[b].Weight : 0;
            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
        }

        return (float)Math.Min(1, common / (from.SectorNorm * to.SectorNorm));
    }
}

/// <summary>Mean over the sectors of both sides of the best similarity by <see cref="SectorKinship.Lin"/> to a sector of the other.</summary>
internal sealed class SectorLin : SectorContent
{
    public override string Name => "sector.lin";

    public override float? StandIn => 0.3f;

    protected override float OfKnown(ContentNetwork network, ContentActor from, ContentActor to) =>
        (Best(network, from, to) + Best(network, to, from)) / (from.Sectors.Length + to.Sectors.Length);

    private static float Best(ContentNetwork network, ContentActor a, ContentActor b)
    {
        float sum = 0;
        foreach (var own in a.Sectors)
        {
            float best = 0;
            foreach (var other in b.Sectors)
            {
                best = Math.Max(best, network.Kinship.Lin(own.Sector, other.Sector));
            }

            sum += best;
        }

        return sum;
    }
}

/// <summary>1 where a sector of each is the same, lies under the same parent, or is the other's parent.</summary>
internal sealed class SectorParent : SectorContent
{
    public override string Name => "sector.same-parent";

    public override float? StandIn => 0;

    protected override float OfKnown(ContentNetwork network, ContentActor from, ContentActor to)
    {
        foreach (var own in from.Sectors)
        {
            foreach (var other in to.Sectors)
            {
                if (network.Kinship.Kin(own.Sector, other.Sector))
                {
                    return 1;
                }
            }
        }

        return 0;
    }
}

/// <summary>Mean over all pairs of sectors of <see cref="SectorKinship.Pmi"/>: whether partners join such sectors more often than chance would.</summary>
internal sealed class SectorPmi : SectorContent
{
    public override string Name => "sector.partner-pmi";

    public override float Least => -3;

    public override float Most => 3;

    public override float? StandIn => 0;

    protected override float OfKnown(ContentNetwork network, ContentActor from, ContentActor to)
    {
        float sum = 0;
        foreach (var own in from.Sectors)
        {
            foreach (var other in to.Sectors)
            {
                sum += network.Kinship.Pmi(own.Sector, other.Sector);
            }
        }

        return sum / (from.Sectors.Length * to.Sectors.Length);
    }
}
