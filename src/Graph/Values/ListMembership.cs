namespace CoEvolve.Graph.Values;

/// <summary>The strings and integers of a list as sets: for <c>IN</c>, which asks a long parameter about every row.</summary>
internal sealed class ListMembership
{
    /// <summary>Shorter lists are as fast to go over.</summary>
    public const int Least = 32;

    /// <summary>Of longer lists the sets, which no statement's memory counts, would be too large.</summary>
    public const int Most = 1 << 20;

    private const int CancellationInterval = 1 << 12;

    /// <summary>A list that is asked less often is not worth the sets.</summary>
    public const int SearchesBefore = 4;

    private readonly HashSet<string> _strings = new(StringComparer.Ordinal);
    private readonly HashSet<long> _integers = [];
    private readonly bool _hasNull;

    private ListMembership(ListValue list, CancellationToken cancellation)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (i % CancellationInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var item = list[i];
            switch (item.Kind)
            {
                case ValueKind.String:
                    _strings.Add(item.AsString());
                    break;
                case ValueKind.Integer:
                    _integers.Add(item.AsInteger());
                    break;
                default:
                    _hasNull = true;
                    break;
            }
        }
    }

    /// <summary>The sets of a list; null where it holds anything but strings, integers and nulls.</summary>
    public static ListMembership? Of(ListValue list, CancellationToken cancellation)
    {
        foreach (var item in list.Items)
        {
            if (item.Kind is not (ValueKind.String or ValueKind.Integer or ValueKind.Null))
            {
                return null;
            }
        }

        return new(list, cancellation);
    }

    /// <summary>What <c>IN</c> says of a string or an integer.</summary>
    public Value Has(Value item) =>
        (item.Kind == ValueKind.String ? _strings.Contains(item.AsString()) : _integers.Contains(item.AsInteger())) ? Value.True
        : _hasNull ? Value.Null
        : Value.False;
}
