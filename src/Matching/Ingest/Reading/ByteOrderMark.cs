namespace CoEvolve.Matching.Ingest.Reading;

/// <summary>What the first bytes of a file say of its encoding.</summary>
internal enum ByteOrderMark
{
    /// <summary>Nothing; read as UTF-8.</summary>
    None = 0,

    /// <summary>UTF-8 with a mark, which is skipped.</summary>
    Utf8 = 1,

    /// <summary>UTF-16 or UTF-32, which is refused.</summary>
    Wide = 2,
}
