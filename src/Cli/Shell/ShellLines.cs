using System.Text;
using CoEvolve.Cli.Commands;

namespace CoEvolve.Cli.Shell;

/// <summary>Puts lines together to statements, which end with a semicolon outside of quotes and comments, and to commands, which are one line each.</summary>
internal sealed class ShellLines
{
    private const char Nothing = '\0';
    private const char Comment = '*';

    private readonly StringBuilder _text = new();

    /// <summary>What the text so far ends in: a quote that is open, a comment, or nothing.</summary>
    private char _within = Nothing;

    private bool _hasStatement;
    private int _began;
    private int _lines;

    /// <summary>Whether a statement has begun and goes on with the next line.</summary>
    public bool IsOpen => _hasStatement || _within != Nothing;

    /// <summary>Takes a line without its end, and gives what became complete with it.</summary>
    public IReadOnlyList<ShellInput> Add(string line)
    {
        _lines++;
        var complete = new List<ShellInput>();
        for (var at = 0; at < line.Length;)
        {
            at = IsOpen ? Continue(line, at, complete) : Begin(line, at, complete);
        }

        if (IsOpen)
        {
            _text.Append('\n');
        }

        return complete;
    }

    /// <summary>The statement that the end of the input left without a semicolon; null where there is none.</summary>
    public ShellInput? End() => _hasStatement ? Take() : null;

    /// <summary>Drops what has begun.</summary>
    public void Clear()
    {
        _text.Clear();
        _within = Nothing;
        _hasStatement = false;
    }

    private int Begin(string line, int at, List<ShellInput> complete)
    {
        var rest = line[at..];
        if (char.IsWhiteSpace(rest[0]) || rest[0] == ';')
        {
            return at + 1;
        }

        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            return line.Length;
        }

        if (rest.StartsWith("/*", StringComparison.Ordinal))
        {
            return Continue(line, at, complete);
        }

        var statement = CypherPlans.Statement(rest + '\n');
        if (statement[0] == ':')
        {
            complete.Add(Command(rest));
            return line.Length;
        }

        (_hasStatement, _began) = (true, _lines);
        if (rest[0] != ':')
        {
            return at;
        }

        // The keyword is as long as the command without its colon.
        var length = rest.TakeWhile(character => !char.IsWhiteSpace(character)).Count();
        _text.Append(statement, 0, length - 1);
        return at + length;
    }

    private int Continue(string line, int at, List<ShellInput> complete)
    {
        var character = line[at];
        var next = at + 1 < line.Length ? line[at + 1] : Nothing;
        switch (_within, character, next)
        {
            case (Comment, '*', '/'):
                _within = Nothing;
                return _hasStatement ? Keep(line, at, 2) : Forget(at + 2);
            case (Nothing, '/', '*'):
                _within = Comment;
                return Keep(line, at, 2);
            case (Nothing, '/', '/'):
                return Keep(line, at, line.Length - at);
            case ('\'' or '"', '\\', not Nothing):
                return Keep(line, at, 2);
            case (Nothing, ';', _):
                complete.Add(Take());
                return at + 1;
            case (Nothing, '\'' or '"' or '`', _):
                _within = character;
                return Keep(line, at, 1);
            default:
                _within = _within == character && character != Comment ? Nothing : _within;
                return Keep(line, at, 1);
        }
    }

    private int Keep(string line, int at, int count)
    {
        _text.Append(line, at, count);
        return at + count;
    }

    /// <summary>A comment before a statement is not part of it.</summary>
    private int Forget(int next)
    {
        _text.Clear();
        return next;
    }

    private ShellInput Take()
    {
        var input = new ShellInput(null, _text.ToString().TrimEnd(), _began);
        Clear();
        return input;
    }

    private ShellInput Command(string text)
    {
        var bare = text.TrimEnd().TrimEnd(';').TrimEnd();
        var length = bare.TakeWhile(character => !char.IsWhiteSpace(character)).Count();
#pragma warning disable CA1308 // People type commands in small letters.
        return new(bare[..length].ToLowerInvariant(), bare[length..].Trim(), _lines);
#pragma warning restore CA1308
    }
}
