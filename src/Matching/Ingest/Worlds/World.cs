using CoEvolve.Matching.Ingest.Generation;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Worlds;

/// <summary>What makes partners find each other in a world. Append only.</summary>
public enum WorldKind
{
    /// <summary>By tastes that nobody states as such, by nearness, and by how sought-after each is.</summary>
    Latent = 0,

    /// <summary>By chance alone: nothing can be foreseen, and whoever says otherwise has looked at the answers.</summary>
    Null = 1,

    /// <summary>By tastes, but away from one's own place and from partners of partners: whatever trusts in nearness is wrong.</summary>
    Adversarial = 2,
}

/// <summary>Which world to draw.</summary>
/// <param name="Kind">What drives it.</param>
/// <param name="Seed">Another one gives another world.</param>
/// <param name="Actors">How many, 60 to 5,000: time and memory grow with their square.</param>
public sealed record WorldOptions(WorldKind Kind, ulong Seed, int Actors = 300);

/// <summary>
/// A made-up network whose laws are known, to judge rankings by. It is written apart from everything that ranks: what draws partners is a vector of traits that each actor has and one that it seeks, its place and its
/// renown; profiles show traces of the traits, and those of little renown state less of themselves, so that what is missing is not missing at random.
/// </summary>
/// <remarks>
/// One partnership after the other begins, evenly over <see cref="Years"/> years: somebody asks, and takes j with the chance e^{U(i,j)/τ} / Σ e^{U/τ} among all that were never its partners; one in four takes a third.
/// U = α·(seek_i·have_j + seek_j·have_i)/√6 + β·near + γ·renown_j − κ·ln(1 + common partners). The same options give the same world on any machine, but for the last bits of exponentials.
/// </remarks>
public sealed class World
{
    /// <summary>Traits.</summary>
    internal const int Traits = 6;

    /// <summary>Years of partnerships.</summary>
    public const int Years = 7;

    private const double Temperature = 0.6;
    private const int PartnershipsPerActor = 4;
    private const int ThirdInPercent = 25;
    private const int FewestActors = 60;
    private const int MostActors = 5000;

    private readonly (double Taste, double Near, double Renown, double Common) _weights;
    private readonly Dictionary<string, int> _numbers;

    private World(WorldOptions options)
    {
        Options = options;
        _weights = options.Kind switch
        {
            WorldKind.Latent => (1, 2, 0.5, 0),
            WorldKind.Adversarial => (1, -3, 0, 1),
            _ => (0, 0, 0, 0),
        };
        Actors = [.. Enumerable.Range(0, options.Actors).Select(number => WorldActor.Draw(number, options.Seed))];
        _numbers = Actors.Index().ToDictionary(actor => actor.Item.Id, actor => actor.Index, StringComparer.Ordinal);
        Partnerships = Draw();
    }

    /// <summary>The first day of the first partnerships.</summary>
    public static DateOnly Begin { get; } = new(2019, 1, 1);

    /// <summary>The day that parts past and future in evaluations: the last year is the future.</summary>
    public static DateOnly Split { get; } = Begin.AddYears(Years - 1);

    /// <summary>The first day after the last partnerships.</summary>
    public static DateOnly End { get; } = Begin.AddYears(Years);

    /// <summary>What was asked for.</summary>
    public WorldOptions Options { get; }

    internal IReadOnlyList<WorldActor> Actors { get; }

    internal IReadOnlyList<WorldPartnership> Partnerships { get; }

    /// <summary>Draws a world.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of actors is out of its range.</exception>
    public static World Draw(WorldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Actors, FewestActors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Actors, MostActors);
        return new(options);
    }

    /// <summary>What an oracle knows on a day: U of each for an asker, by id; the higher, the likelier. Common partners are those of the day.</summary>
    public Func<ActorId, ActorId, double> OracleAsOf(DateOnly day)
    {
        var partners = Actors.Select(_ => new HashSet<int>()).ToArray();
        foreach (var partnership in Partnerships.Where(partnership => partnership.Start < day))
        {
            Join(partners, partnership.Members);
        }

        return (asker, other) => Worth(_numbers[asker.Value], _numbers[other.Value], partners);
    }

    /// <summary>Writes the network package: no more of the world than its actors would state.</summary>
    /// <param name="folder">Made if need be; files of the same names are replaced.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public void Write(string folder) => WorldFiles.Write(this, folder);

    private List<WorldPartnership> Draw()
    {
        var lots = Lots.For(Options.Seed, series: 2, item: 0);
        var partners = Actors.Select(_ => new HashSet<int>()).ToArray();
        var count = PartnershipsPerActor * Actors.Count;
        var days = End.DayNumber - Begin.DayNumber;
        var drawn = new List<WorldPartnership>();
        for (var number = 0; number < count; number++)
        {
            var asker = lots.Below(Actors.Count);
            List<int> members = [asker, Taken(lots, [asker], partners)];
            if (lots.Chance(ThirdInPercent))
            {
                members.Add(Taken(lots, members, partners));
            }

            Join(partners, members);
            drawn.Add(new(number, Begin.AddDays((int)((long)number * days / count)), [.. members]));
        }

        return drawn;
    }

    /// <summary>Whom those who are together take: e^{ΣU/τ} over all that none of them was ever a partner of.</summary>
    private int Taken(Lots lots, List<int> together, HashSet<int>[] partners)
    {
        var weights = new double[Actors.Count];
        double sum = 0;
        for (var other = 0; other < weights.Length; other++)
        {
            if (!together.Contains(other) && !together.Any(member => partners[member].Contains(other)))
            {
                sum += weights[other] = Math.Exp(together.Average(member => Worth(member, other, partners)) / Temperature);
            }
        }

        var lot = lots.Share() * sum;
        var last = 0;
        for (var other = 0; other < weights.Length; other++)
        {
            if (weights[other] > 0)
            {
                last = other;
                if ((lot -= weights[other]) < 0)
                {
                    break;
                }
            }
        }

        return last;
    }

    private double Worth(int asker, int other, HashSet<int>[] partners)
    {
        var (a, b) = (Actors[asker], Actors[other]);
        var common = _weights.Common == 0 ? 0 : partners[asker].Count(partners[other].Contains);
        return (_weights.Taste * (Product(a.Seeks, b.Has) + Product(b.Seeks, a.Has)) / Math.Sqrt(Traits))
            + (_weights.Near * a.Nearness(b)) + (_weights.Renown * b.Renown) - (_weights.Common * Math.Log(1 + common));
    }

    private static void Join(HashSet<int>[] partners, IReadOnlyList<int> members)
    {
        foreach (var member in members)
        {
            partners[member].UnionWith(members.Where(other => other != member));
        }
    }

    private static double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}

/// <summary>A partnership of a world: numbers of its members.</summary>
internal sealed record WorldPartnership(int Number, DateOnly Start, int[] Members);
