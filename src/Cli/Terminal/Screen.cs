using System.Text.Json;
using CoEvolve.Api.Serialization;
using Spectre.Console;

namespace CoEvolve.Cli.Terminal;

/// <summary>Where results, notes and progress go: results alone to standard output, all the rest to standard error.</summary>
internal static class Screen
{
    /// <summary>Columns where the output is no terminal and nothing says how wide it will be shown.</summary>
    private const int PipeWidth = 160;

    private static readonly JsonSerializerOptions JsonOptions = CreateJsonOptions();

    private static readonly Lazy<IAnsiConsole> Output = new(() => Create(Console.Out, Console.IsOutputRedirected));
    private static readonly Lazy<IAnsiConsole> Error = new(() => Create(Console.Error, Console.IsErrorRedirected));

    /// <summary>The terminal behind standard error, for progress bars.</summary>
    public static IAnsiConsole ErrorConsole => Error.Value;

    /// <summary>Prints a table as a result.</summary>
    public static void Table(Table table) => Output.Value.Write(table);

    /// <summary>Prints a line as a result.</summary>
    public static void Line(string text) => Console.Out.WriteLine(PlainText.OneLine(text));

    /// <summary>Prints a line beside the results.</summary>
    public static void Note(string text) => Console.Error.WriteLine(PlainText.OneLine(text));

    /// <summary>Prints an object as JSON, as a result.</summary>
    public static void Json<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, JsonOptions));

    /// <summary>A table in the style of all tables.</summary>
    public static Table NewTable(params IEnumerable<string> headings)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(Cell(heading)));
        }

        return table;
    }

    /// <summary>Text of the data as a cell: neither markup nor control characters count in it.</summary>
    public static Text Cell(string text) => new(PlainText.OneLine(text));

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) });
        if (redirected)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }

    private static JsonSerializerOptions CreateJsonOptions()
    {
        var options = new JsonSerializerOptions { WriteIndented = true };
        JsonSettings.Apply(options);
        return options;
    }
}
