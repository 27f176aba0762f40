namespace CoEvolve.Graph.Storage;

/// <summary>A relationship as one of its ends sees it.</summary>
internal readonly record struct Link(int Relationship, int Neighbour);

/// <summary>The relationships of one node that have the same direction and type, by ascending id.</summary>
/// <remarks>
/// <para>Layout of <see cref="Slots"/>: slot 0 holds, in its relationship field, how many links have ever been appended to this array;
/// link i stands in slot i + 1; the rest is free.</para>
/// <para>Sharing: versions of a group share one array, each with its own <see cref="Count"/>, and no version looks at slot
/// 0 or beyond its count when it reads. Slots up to the mark in slot 0 are never written again. A version appends in place only where its
/// count equals the mark, that is where nobody has appended after it; else (a fork beside this one was written and dropped) it copies.
/// So an append costs O(1) on average at any degree, and older versions see their prefix unchanged.</para>
/// <para>Deleting copies small groups. In a large one it only counts the link as dead, and cursors of the writing
/// state ask the relationship record; <see cref="Compact"/> copies once when the state is frozen. A frozen state has no dead links.</para>
/// </remarks>
internal struct LinkGroup
{
    private const int CopyLimit = 32;
    private const int DoublingLimit = 1 << 14;

    public Link[] Slots;
    public int Type;
    public int Count;
    public int Dead;

    /// <summary>Living links that lead back to the node itself.</summary>
    public int Loops;

    public readonly int Degree => Count - Dead;

    /// <summary>All links, dead ones included.</summary>
    public readonly ReadOnlySpan<Link> Links => Count == 0 ? default : Slots.AsSpan(1, Count);

    /// <summary>The place of a type among groups of ascending type, or the complement of where it would stand.</summary>
    public static int Find(LinkGroup[]? groups, int type)
    {
        var low = 0;
        var high = groups?.Length ?? 0;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (groups![middle].Type < type)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return groups is not null && low < groups.Length && groups[low].Type == type ? low : ~low;
    }

    /// <summary>The group of a type; where it is missing, the array is replaced by a longer one. Groups never move within an array, since cursors hold their places.</summary>
    public static ref LinkGroup GetOrAdd(ref LinkGroup[]? groups, int type)
    {
        var place = Find(groups, type);
        if (place < 0)
        {
            place = ~place;
            var old = groups.AsSpan();
            var grown = new LinkGroup[old.Length + 1];
            old[..place].CopyTo(grown);
            old[place..].CopyTo(grown.AsSpan(place + 1));
            grown[place] = new LinkGroup { Type = type, Slots = [] };
            groups = grown;
        }

        return ref groups![place];
    }

    /// <summary>The groups for a new owner, without those that have become empty.</summary>
    public static LinkGroup[]? CopyOfUsed(LinkGroup[]? groups)
    {
        var used = 0;
        foreach (ref readonly var group in groups.AsSpan())
        {
            used += group.Count > 0 ? 1 : 0;
        }

        if (used == 0)
        {
            return null;
        }

        var copy = new LinkGroup[used];
        var next = 0;
        foreach (ref readonly var group in groups.AsSpan())
        {
            if (group.Count > 0)
            {
                copy[next++] = group;
            }
        }

        return copy;
    }

    public void Append(int relationship, int neighbour, bool loop)
    {
        if (Count + 1 >= Slots.Length || Slots[0].Relationship != Count)
        {
            var grown = new Link[GrownLength(Count + 2)];
            Slots.AsSpan(0, Math.Min(Slots.Length, Count + 1)).CopyTo(grown);
            Slots = grown;
        }

        Count++;
        Slots[Count] = new(relationship, neighbour);
        Slots[0] = new(Count, 0);
        Loops += loop ? 1 : 0;
    }

    /// <summary>First pass of filling a group in bulk: counts a link that will come.</summary>
    public void Expect() => Count++;

    /// <summary>Second pass: puts a link into an array of exactly the expected length.</summary>
    public void Place(int relationship, int neighbour, bool loop)
    {
        if (Slots.Length == 0)
        {
            Slots = new Link[Count + 1];
        }

        var filled = Slots[0].Relationship + 1;
        Slots[filled] = new(relationship, neighbour);
        Slots[0] = new(filled, 0);
        Loops += loop ? 1 : 0;
    }

    /// <summary>Takes a link out. Returns whether it is left as dead, to be compacted before the state is frozen.</summary>
    public bool Remove(int relationship, bool loop)
    {
        Loops -= loop ? 1 : 0;
        if (Count > CopyLimit)
        {
            Dead++;
            return true;
        }

        var links = Links;
        var kept = new Link[Count];
        var next = 1;
        foreach (var link in links)
        {
            if (link.Relationship != relationship)
            {
                kept[next++] = link;
            }
        }

        Replace(kept, next - 1);
        return false;
    }

    /// <summary>Drops dead links, by what the relationship records say.</summary>
    public void Compact(in PagedArray<RelationshipRecord> relationships)
    {
        var kept = new Link[Degree + 1];
        var next = 1;
        foreach (var link in Links)
        {
            if (relationships.Read(link.Relationship).Type > 0)
            {
                kept[next++] = link;
            }
        }

        Replace(kept, next - 1);
    }

    private void Replace(Link[] slots, int count)
    {
        slots[0] = new(count, 0);
        Slots = slots;
        Count = count;
        Dead = 0;
    }

    // Most groups stay small, so they start with one link and double; large ones grow by half to waste less.
    private static int GrownLength(int needed) =>
        needed <= 2 ? 2 : needed < DoublingLimit ? (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed) : needed + (needed >> 1);
}
