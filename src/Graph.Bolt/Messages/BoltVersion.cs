using System.Globalization;

namespace CoEvolve.Graph.Bolt.Messages;

/// <summary>A version of the protocol, and what it has that others have not.</summary>
internal readonly record struct BoltVersion(byte Major, byte Minor) : IComparable<BoltVersion>
{
    /// <summary>The versions spoken, lowest first, as ranges of one major version. There was never a 5.5.</summary>
    public static readonly (BoltVersion Lowest, BoltVersion Highest)[] Served =
        [(new(4, 0), new(4, 4)), (new(5, 0), new(5, 4)), (new(5, 6), new(5, 8))];

    /// <summary>Nodes and relationships carry element ids, and zoned times their UTC seconds.</summary>
    public bool HasElementIds => Major >= 5;

    /// <summary>Logging on is a message of its own.</summary>
    public bool HasLogon => this >= new BoltVersion(5, 1);

    public bool NeedsBoltAgent => this >= new BoltVersion(5, 3);

    public bool HasTelemetry => this >= new BoltVersion(5, 4);

    /// <summary>Statuses of the GQL standard take the place of notifications.</summary>
    public bool HasStatuses => this >= new BoltVersion(5, 6);

    public bool HasGqlErrors => this >= new BoltVersion(5, 7);

    /// <summary>The server names the home database where the client named none.</summary>
    public bool TellsHomeDatabase => this >= new BoltVersion(5, 8);

    public bool HasRoute => this >= new BoltVersion(4, 3);

    public bool HasRouteMap => this >= new BoltVersion(4, 4);

    /// <summary>Whether the utc patch of dates may be agreed on.</summary>
    public bool HasUtcPatch => this is (4, 3) or (4, 4);

    public bool IsServed
    {
        get
        {
            foreach (var (lowest, highest) in Served)
            {
                if (this >= lowest && this <= highest)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public static bool operator <(BoltVersion left, BoltVersion right) => left.CompareTo(right) < 0;

    public static bool operator <=(BoltVersion left, BoltVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >(BoltVersion left, BoltVersion right) => left.CompareTo(right) > 0;

    public static bool operator >=(BoltVersion left, BoltVersion right) => left.CompareTo(right) >= 0;

    public int CompareTo(BoltVersion other) => ((Major << 8) | Minor).CompareTo((other.Major << 8) | other.Minor);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
