namespace CoEvolve.Cli.Terminal;

/// <summary>Rows a second of a piece of work that counts them anew in each file. Not for several threads.</summary>
internal sealed class RowRate(TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();
    private string _file = "";
    private long _before;
    private long _rows;

    /// <summary>The mean so far, 0 at the very beginning.</summary>
    /// <param name="file">The file at work.</param>
    /// <param name="rows">Rows of it that are done; fewer than before where a file is read a second time.</param>
    public double After(string file, long rows)
    {
        if (file != _file || rows < _rows)
        {
            _before += _rows;
            _file = file;
        }

        _rows = rows;
        var seconds = clock.GetElapsedTime(_began).TotalSeconds;
        return seconds > 0 ? (_before + _rows) / seconds : 0;
    }
}
