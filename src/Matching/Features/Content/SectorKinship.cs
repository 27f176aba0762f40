using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Features.Content;

/// <summary>How near sectors are to each other in the taxonomy, and how often partners join them.</summary>
internal sealed class SectorKinship
{
    /// <summary>Pairs of partners that stand against one: a pair of sectors seen with so many keeps half of what was measured.</summary>
    private const double Shrinkage = 5;

    /// <summary>A network that states thousands of sectors keeps the strongest of each actor, which tell most.</summary>
    private const int SectorsOfAnActor = 8;

    private readonly int _count;
    private readonly float[] _lin;
    private readonly float[] _pmi;
    private readonly bool[] _kin;

    public SectorKinship(NetworkProjection network, IReadOnlyList<VocabularyEntry> vocabulary, IReadOnlyList<SectorWeight[]> actors)
    {
        _count = network.Sectors.Count;
        var chains = Chains(network.Sectors, vocabulary);
        _lin = new float[_count * _count];
        _kin = new bool[_count * _count];
        FillTaxonomy(chains, Information(chains, actors));
        _pmi = Joined(network, actors);
    }

    /// <summary>Lin's similarity, 2·IC(lowest common) / (IC(a) + IC(b)) with IC = −ln(share of actors in or under a sector); 1 for one and the same (Lin, ICML 1998).</summary>
    public float Lin(int a, int b) => _lin[(a * _count) + b];

    /// <summary>Whether two sectors are one, lie directly under one parent, or one is the parent of the other.</summary>
    public bool Kin(int a, int b) => _kin[(a * _count) + b];

    /// <summary>
    /// n/(n + 5)·ln(n·N/(n_a·n_b)), the pointwise mutual information of sectors of partners, held back where few were seen, within ±3. n counts pairs of partners with one in each
    /// sector, each pair spread evenly over its pairs of sectors.
    /// </summary>
    public float Pmi(int a, int b) => _pmi[(a * _count) + b];

    private static string[][] Chains(IReadOnlyList<SectorCode> sectors, IReadOnlyList<VocabularyEntry> vocabulary)
    {
        var parents = vocabulary.ToDictionary(entry => entry.Code, entry => entry.Parent, StringComparer.Ordinal);
        return [.. sectors.Select(sector =>
        {
            // From the sector up; a ring, which the importer admits none of, ends at what was met before.
            var chain = new List<string>();
            for (var at = sector.Value; at is not null && !chain.Contains(at, StringComparer.Ordinal); at = parents.GetValueOrDefault(at))
            {
                chain.Add(at);
            }

            return chain.ToArray();
        })];
    }

    private static Dictionary<string, double> Information(string[][] chains, IReadOnlyList<SectorWeight[]> actors)
    {
        var counts = actors.SelectMany(sectors => sectors.SelectMany(sector => chains[sector.Sector]).Distinct(StringComparer.Ordinal)).CountBy(code => code, StringComparer.Ordinal);
        var total = actors.Count(sectors => sectors.Length > 0);
        return counts.ToDictionary(entry => entry.Key, entry => -Math.Log((double)entry.Value / total), StringComparer.Ordinal);
    }

    private void FillTaxonomy(string[][] chains, Dictionary<string, double> information)
    {
        for (var a = 0; a < _count; a++)
        {
            for (var b = 0; b < _count; b++)
            {
                var common = a == b ? chains[a][0] : chains[a].FirstOrDefault(chains[b].Contains);
                var sum = information.GetValueOrDefault(chains[a][0]) + information.GetValueOrDefault(chains[b][0]);
                _lin[(a * _count) + b] = a == b ? 1 : common is null || sum == 0 ? 0 : (float)Math.Clamp(2 * information.GetValueOrDefault(common) / sum, 0, 1);
                _kin[(a * _count) + b] = chains[a].Take(2).Intersect(chains[b].Take(2), StringComparer.Ordinal).Any();
            }
        }
    }

    private float[] Joined(NetworkProjection network, IReadOnlyList<SectorWeight[]> actors)
    {
        var strongest = actors.Select(sectors => sectors.OrderByDescending(sector => sector.Weight).ThenBy(sector => sector.Sector).Take(SectorsOfAnActor).ToArray()).ToArray();
        var (joined, ends, total) = (new double[_count * _count], new double[_count], 0.0);
        for (var actor = 0; actor < strongest.Length; actor++)
        {
            foreach (var partner in network.PartnersOf[actor])
            {
                var share = 1.0 / Math.Max(1, strongest[actor].Length * strongest[partner].Length);
                foreach (var a in strongest[actor])
                {
                    foreach (var b in strongest[partner])
                    {
                        joined[(a.Sector * _count) + b.Sector] += share;
                        ends[a.Sector] += share;
                        total += share;
                    }
                }
            }
        }

        // Every pair of partners was met from both sides: once in each of two entries, or twice in one where both sectors are the same.
        return [.. joined.Select((entry, place) =>
        {
            var (a, b) = (place / _count, place % _count);
            return entry == 0 ? 0 : Held(a == b ? entry / 2 : entry, entry * total / (ends[a] * ends[b]));
        })];
    }

    private static float Held(double seen, double lift) => (float)Math.Clamp(seen / (seen + Shrinkage) * Math.Log(lift), -3, 3);
}
