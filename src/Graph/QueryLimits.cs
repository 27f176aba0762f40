using CoEvolve.Graph.Cypher.Parsing;

namespace CoEvolve.Graph;

/// <summary>
/// What one statement may cost. A statement that goes beyond a limit fails by itself, and with it its transaction; all others go on. Immutable.
/// </summary>
/// <remarks>The graph's own limits hold besides these: 50 million items in a list, and 134 million characters in a string.</remarks>
public sealed record QueryLimits
{
    /// <summary>
    /// How long a statement may run, from its start until its last row was read; looked at within every loop. From 1 millisecond to 30 days; default null: no limit, since a program
    /// that embeds the graph can cancel. Beyond it: <c>Neo.ClientError.Transaction.TransactionTimedOut</c>.
    /// </summary>
    public TimeSpan? Time { get; init; }

    /// <summary>
    /// Bytes that a statement may keep at a time: rows held back to be sorted, grouped, made distinct or eager, collected values, what searches have reached, entities created and
    /// properties set, and any single list or string. An estimate of our own objects, strings and lists counted where a row refers to another one than the row before it. From 1 MiB to
    /// 1 TiB; default null: no limit. Beyond it: <c>Neo.TransientError.General.MemoryPoolOutOfMemoryError</c>.
    /// </summary>
    public long? MemoryBytes { get; init; }

    /// <summary>How many rows a statement may answer; at least 1; default null: no limit. Beyond it: <c>Neo.ClientError.Transaction.Terminated</c>, after the rows that were allowed.</summary>
    public long? Rows { get; init; }

    /// <summary>Characters in the text of a statement. From 100 to 256 Mi, default 4 Mi: what varies is a parameter, which is not counted. Beyond it: a SyntaxError.</summary>
    public int TextLength { get; init; } = 4 << 20;

    /// <summary>Characters between the quotes of a string in the text. From 10 to 256 Mi, default 1 Mi. Beyond it: a SyntaxError at the string.</summary>
    public int StringLength { get; init; } = 1 << 20;

    /// <summary>Items of a list, or entries of a map, in the text. From 10 to 16 Mi, default 100,000: longer ones are parameters. Beyond it: a SyntaxError at the list.</summary>
    public int LiteralItems { get; init; } = 100_000;

    /// <summary>How deep expressions and subqueries may nest in the text. From 10 to 1,000, which is the default. Beyond it: a SyntaxError at the place.</summary>
    public int Depth { get; init; } = CypherParser.MaximumDepth;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        Require(Time is null || (Time >= TimeSpan.FromMilliseconds(1) && Time <= TimeSpan.FromDays(30)), nameof(Time), Time);
        Require(MemoryBytes is null or (>= 1L << 20 and <= 1L << 40), nameof(MemoryBytes), MemoryBytes);
        Require(Rows is null or >= 1, nameof(Rows), Rows);
        Require(TextLength is >= 100 and <= 256 << 20, nameof(TextLength), TextLength);
        Require(StringLength is >= 10 and <= 256 << 20, nameof(StringLength), StringLength);
        Require(LiteralItems is >= 10 and <= 16 << 20, nameof(LiteralItems), LiteralItems);
        Require(Depth is >= 10 and <= CypherParser.MaximumDepth, nameof(Depth), Depth);
    }

    private static void Require(bool holds, string name, object? value)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{nameof(QueryLimits)}.{name} is outside its range; its documentation tells the range.");
        }
    }
}
