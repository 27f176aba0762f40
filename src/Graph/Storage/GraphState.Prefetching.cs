using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CoEvolve.Graph.Storage;

// A walk over many relationships meets its nodes in no order that the processor could guess, and each of them waits four times for memory: for its record, for the
// objects that the record points at (property values, link groups), and for the links inside a group. The walk knows its next nodes long before it
// comes to them. So it asks for the record of the node twelve places ahead, for the objects of the one eight ahead, whose record has arrived by then, and for the links of the one
// four ahead: the waiting times overlap.
//
// Safety: a prefetch is a hint. The instruction reads nothing that the program could see and never faults, so that the garbage collector may move an object between the moment
// when its address is taken and the hint. Pointers are used for nothing else. On processors without the instruction nothing is done.
internal sealed partial class GraphState
{
    private const int RecordAhead = 12;
    private const int ObjectsAhead = 8;
    private const int LinksAhead = 4;

    /// <summary>How many groups of a node, at most, are asked for: beyond, the hints would cost more than they save.</summary>
    private const int Groups = 4;

    /// <summary>Below so many links the walk is over before the hints could help.</summary>
    internal const int PrefetchFrom = 16;

    /// <summary>Asks for what a walk over these links will read soon, seen from a place in the array whose last link is at <paramref name="end"/>.</summary>
    internal void PrefetchAhead(Link[] links, int place, int end)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        if (place + RecordAhead <= end)
        {
            var node = links[place + RecordAhead].Neighbour;
            Prefetch(in _nodes.Read(node));
            Prefetch(in _links.Read(node));
        }

        if (place + ObjectsAhead <= end)
        {
            PrefetchObjects(links[place + ObjectsAhead].Neighbour);
        }

        if (place + LinksAhead <= end)
        {
            PrefetchLinks(_links.Read(links[place + LinksAhead].Neighbour).Outgoing);
        }
    }

    private void PrefetchObjects(int node)
    {
        if (_nodes.Read(node).Properties.Values is { Length: > 0 } values)
        {
            Prefetch(in values[0]);
        }

        if (_links.Read(node).Outgoing is { Length: > 0 } groups)
        {
            Prefetch(in groups[0]);
            Prefetch(in groups[^1]);
        }
    }

    private static void PrefetchLinks(LinkGroup[]? groups)
    {
        for (var i = 0; i < groups?.Length && i < Groups; i++)
        {
            if (groups[i].Slots is { Length: > 0 } slots)
            {
                Prefetch(in slots[0]);
            }
        }
    }

    private static unsafe void Prefetch<T>(in T item) => Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in item)));
}
