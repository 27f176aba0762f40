using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Candidates;

/// <summary>
/// A rule that finds possible partners over the whole projection at once, where a rule file asks the graph for one actor: the best by one measure of nearness.
/// </summary>
/// <param name="Name">Unique among all rules.</param>
/// <param name="Meaning">What it means, for people.</param>
/// <param name="Direction">Whose interest makes it find somebody.</param>
/// <param name="Measure">By what it ranks; nobody is found with 0.</param>
/// <param name="Most">How many it finds.</param>
internal sealed record NetworkRule(string Name, LocalizedName Meaning, RuleDirection Direction, ProximityName Measure, int Most);

/// <summary>A candidate and the network rules that found it.</summary>
/// <param name="Actor">Its number.</param>
/// <param name="Rules">One bit a rule, by its place in <see cref="NetworkRules.All"/>.</param>
internal readonly record struct PooledCandidate(int Actor, uint Rules);

/// <summary>The network rules.</summary>
internal static class NetworkRules
{
    /// <summary>
    /// All of them. Their numbers bound the time of a list; what they leave out no ranking can find, and an evaluation shows that room as the oracle.
    /// </summary>
    public static IReadOnlyList<NetworkRule> All { get; } =
    [
        new("near-in-the-network", new("Dekat dalam jejaring kemitraan", "Near in the network of partnerships"), RuleDirection.Both, ProximityName.RecentPageRank, 200),
        new("partners-of-our-partnerships", new("Bermitra dengan anggota kemitraan kita", "In partnerships with members of ours"), RuleDirection.Both, ProximityName.RecentRp3Beta, 200),
        new("shared-partners", new("Banyak mitra yang sama", "Many partners in common"), RuleDirection.Both, ProximityName.AdamicAdar, 100),
        new("alike-in-whom-they-choose", new("Serupa dalam memilih mitra", "Alike in whom they choose"), RuleDirection.Both, ProximityName.Factors, 150),
        new("partners-in-our-sector", new("Mitra dari mitra pada sektor kita", "Partners of partners in our sector"), RuleDirection.Both, ProximityName.SectorWalk, 150),
        new("active-in-our-sector", new("Aktif pada sektor kita", "Active in our sector"), RuleDirection.Forward, ProximityName.SectorPopularity, 100),
        new("active-close-by", new("Aktif di sekitar", "Active close by"), RuleDirection.Forward, ProximityName.LocalPopularity, 150),
        new("chosen-by-peers-in-the-province", new("Dipilih oleh yang serupa di provinsi", "Chosen by peers in the province"), RuleDirection.Forward, ProximityName.ProvincePeers, 100),
        new("chosen-by-peers-in-the-region", new("Dipilih oleh yang serupa di wilayah", "Chosen by peers in the region"), RuleDirection.Forward, ProximityName.RegionPeers, 150),
        new("active-lately", new("Aktif belakangan ini", "Active lately"), RuleDirection.Forward, ProximityName.RecentPopularity, 100),
        new("takes-newcomers-along", new("Sering mengajak pendatang baru", "Often takes newcomers along"), RuleDirection.Forward, ProximityName.KindNewcomers, 100),
    ];
}

/// <summary>Unites what the network rules find for one seeker.</summary>
internal static class CandidatePool
{
    /// <summary>The eligible candidates that any rule finds, by number.</summary>
    /// <param name="rows">Turned to the seeker.</param>
    /// <param name="eligible">By actor.</param>
    public static PooledCandidate[] Of(ProximityRows rows, ReadOnlySpan<bool> eligible)
    {
        var found = new Dictionary<int, uint>();
        var widening = Widening(rows, eligible);
        for (var rule = 0; rule < NetworkRules.All.Count; rule++)
        {
            var most = (int)(NetworkRules.All[rule].Most * widening);
            foreach (var candidate in Best(rows[NetworkRules.All[rule].Measure], eligible, most))
            {
                found[candidate] = found.GetValueOrDefault(candidate) | (1u << rule);
            }
        }

        return [.. found.OrderBy(entry => entry.Key).Select(entry => new PooledCandidate(entry.Key, entry.Value))];
    }

    /// <summary>By how much each rule finds more than its number: the room of those that find nobody goes to the others.</summary>
    private static double Widening(ProximityRows rows, ReadOnlySpan<bool> eligible)
    {
        var (all, finding) = (0, 0);
        foreach (var rule in NetworkRules.All)
        {
            all += rule.Most;
            finding += FindsAnybody(rows[rule.Measure], eligible) ? rule.Most : 0;
        }

        return finding == 0 ? 1 : (double)all / finding;
    }

    private static bool FindsAnybody(ReadOnlySpan<double> scores, ReadOnlySpan<bool> eligible)
    {
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            if (eligible[candidate] && scores[candidate] > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The best by score; of equals the one with the lower number, which is a matter of its id alone.</summary>
    internal static IEnumerable<int> Best(ReadOnlySpan<double> scores, ReadOnlySpan<bool> eligible, int most)
    {
        var queue = new PriorityQueue<int, (double Score, int Last)>(most + 1);
        var threshold = 0.0;
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            if (eligible[candidate] && scores[candidate] > threshold)
            {
                queue.Enqueue(candidate, (scores[candidate], -candidate));
                if (queue.Count > most)
                {
                    queue.Dequeue();
                    queue.TryPeek(out _, out var worst);
                    threshold = worst.Score;
                }
            }
        }

        return queue.UnorderedItems.Select(item => item.Element);
    }
}
