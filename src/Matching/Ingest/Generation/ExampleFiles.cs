using System.Globalization;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Generation;

/// <summary>The open files of a package that is being generated.</summary>
internal sealed class ExampleFiles : IDisposable
{
    private readonly List<(Stream Stream, PackageWriter Writer)> _open = [];
    private readonly PackageWriter _actors;

    public ExampleFiles(string folder)
    {
        _actors = Open(folder, PackageFile.Actors);
        Offers = Open(folder, PackageFile.Offers);
        Needs = Open(folder, PackageFile.Needs);
        Partnerships = Open(folder, PackageFile.Partnerships);
        Feedback = Open(folder, PackageFile.Feedback);
    }

    public PackageWriter Offers { get; }

    public PackageWriter Needs { get; }

    public PackageWriter Partnerships { get; }

    public PackageWriter Feedback { get; }

    public void WriteActor(ExampleActor actor) => _actors.WriteRow(
        actor.Id,
        actor.Name,
        actor.Kind.Code(),
        actor.Subkind,
        actor.Home.Code,
        string.Join(';', actor.Serves),
        string.Join(';', actor.Sectors),
        Number(actor.Capacity),
        Number(actor.Leaders?.All),
        Number(actor.Leaders?.Women),
        Number(actor.Leaders?.Young),
        $"{actor.Id}@example.org",
        actor.Language,
        "true",
        "true",
        ExampleExchanges.Iso(actor.Joined),
        null,
        "Contoh buatan untuk uji coba; bukan organisasi nyata.");

    public void Dispose()
    {
        foreach (var (stream, writer) in _open)
        {
            writer.Dispose();
            stream.Dispose();
        }
    }

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private PackageWriter Open(string folder, PackageFile file)
    {
        var stream = File.Create(Path.Combine(folder, file.Name));
        var writer = new PackageWriter(stream, file.Columns);
        _open.Add((stream, writer));
        return writer;
    }
}
