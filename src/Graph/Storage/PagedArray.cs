using System.Runtime.CompilerServices;

namespace CoEvolve.Graph.Storage;

/// <summary>
/// A growing array that many versions share: pages of <see cref="PageSize"/> items under directories of as many pages.
/// </summary>
/// <remarks>
/// Copying the struct makes a second version in constant time. Every page and directory carries the number of the owner that made
/// it; <see cref="Write"/> copies a page (and the directory and root above it) the first time an owner writes to it, and later writes
/// of this owner go in place. So two versions are independent as long as they never write under the same owner number, and a single
/// write into a large array copies a page, a directory of 2 KB and a root of 8 bytes per 65,536 items.
/// Items never written read as <c>default</c>, and pages without a written item take no memory.
/// </remarks>
internal struct PagedArray<T>
{
    public const int PageBits = 8;
    public const int PageSize = 1 << PageBits;

    private const int Mask = PageSize - 1;
    private const int DirectoryBits = 2 * PageBits;

    private static readonly T s_absent = default!;

    private Directory?[]? _root;
    private long _rootOwner;

    /// <summary>The item, or the default where none was written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref readonly T Read(int index)
    {
        var root = _root;
        var place = index >>> DirectoryBits;
        if (root is not null && place < root.Length && root[place] is { } directory
            && directory.Pages[(index >> PageBits) & Mask] is { } page)
        {
            return ref page.Items[index & Mask];
        }

        return ref s_absent;
    }

    /// <summary>The page that an item is on, or null where nothing was written to it.</summary>
    public readonly Page? PageOf(int index)
    {
        var root = _root;
        var place = index >>> DirectoryBits;
        return root is not null && place < root.Length ? root[place]?.Pages[(index >> PageBits) & Mask] : null;
    }

    /// <summary>The item for changing, on a page that belongs to the owner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Write(int index, long owner)
    {
        var place = index >>> DirectoryBits;
        var root = _root;
        if (_rootOwner != owner || root is null || place >= root.Length)
        {
            root = OwnRoot(place, owner);
        }

        ref var directory = ref root[place];
        if (directory is null || directory.Owner != owner)
        {
            directory = new Directory(owner, directory);
        }

        ref var page = ref directory.Pages[(index >> PageBits) & Mask];
        if (page is null || page.Owner != owner)
        {
            page = new Page(owner, page);
        }

        return ref page.Items[index & Mask];
    }

    private Directory?[] OwnRoot(int place, long owner)
    {
        var grown = new Directory?[Math.Max(place + 1, _root?.Length ?? 0)];
        _root?.CopyTo(grown, 0);
        _root = grown;
        _rootOwner = owner;
        return grown;
    }

    /// <summary>Items that are copied and owned together.</summary>
    internal sealed class Page
    {
        public readonly long Owner;
        public Block<T> Items;

        public Page(long owner, Page? original)
        {
            Owner = owner;
            if (original is not null)
            {
                Items = original.Items;
            }
        }
    }

    private sealed class Directory
    {
        public readonly long Owner;
        public Block<Page?> Pages;

        public Directory(long owner, Directory? original)
        {
            Owner = owner;
            if (original is not null)
            {
                Pages = original.Pages;
            }
        }
    }
}

/// <summary><see cref="PagedArray{T}.PageSize"/> items inside their object, so that reading one takes no second look-up.</summary>
[InlineArray(256)]
internal struct Block<T>
{
    private T _first;
}
