using System.CommandLine;
using CoEvolve.Graph;

namespace CoEvolve.Cli.Commands;

/// <summary>What one statement may cost while the graph is served: analysts share it with the portal, and one of their queries must not take it down.</summary>
internal sealed class QueryLimitOptions
{
    private const int DefaultSeconds = 600;
    private const int DefaultMebibytes = 2048;

    private readonly Option<long> _seconds = new Option<long>("--query-seconds")
    {
        Description = "How long one Cypher statement may run; 0 for any time.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultSeconds,
    }.Within(0, 86_400 * 30);

    private readonly Option<long> _mebibytes = new Option<long>("--query-memory")
    {
        Description = "MiB that one Cypher statement may keep at a time; 0 for any.",
        HelpName = "MIB",
        DefaultValueFactory = _ => DefaultMebibytes,
    }.Within(0, 1 << 20);

    private readonly Option<long> _rows = new Option<long>("--query-rows")
    {
        Description = "Rows that one Cypher statement may answer; 0 for any number.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    }.Within(0, long.MaxValue);

    public IEnumerable<Option> All => [_seconds, _mebibytes, _rows];

    public QueryLimits Read(ParseResult parsed) => new()
    {
        Time = parsed.GetValue(_seconds) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        MemoryBytes = parsed.GetValue(_mebibytes) is > 0 and var mebibytes ? mebibytes << 20 : null,
        Rows = parsed.GetValue(_rows) is > 0 and var rows ? rows : null,
    };
}
