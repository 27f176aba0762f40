using System.Text;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ingest.Rows;

namespace CoEvolve.Matching.Tests.Ingest;

/// <summary>A small sound network package in a folder of its own, to be spoilt by a test.</summary>
public sealed class TestPackage : IDisposable
{
    public const string Localities = """
        code,name,tier,parent,latitude,longitude,population,valid_from,valid_to
        id,Indonesia,national,,,,,,
        id-sumatera,Sumatera,region,id,,,,,
        11,Aceh,province,id-sumatera,4.2,96.9,5623479,,
        11.01,Kabupaten Aceh Selatan,district,11,3.1,97.4,236000,,
        11.02,Kabupaten Aceh Tenggara,district,11,3.3,97.7,224000,,

        """;

    public const string Actors = """
        id,name,kind,locality,serves,sectors,consent
        cso-1,Yayasan Satu,cso,11.01,11.01;11.02,health,true
        gov-11,Pemerintah Aceh,government,11,11,health;education,true
        biz-1,PT Satu,business,11.02,11,education,true

        """;

    public const string Sectors = """
        code,name_id,name_en,parent
        sdg-03,Kesehatan,Good health,
        health,Kesehatan,Health,sdg-03
        education,Pendidikan,Education,

        """;

    public const string Resources = """
        code,name_id,name_en,parent
        funds,Dana,Funds,
        funds.grant,Hibah,Grants,funds

        """;

    public TestPackage()
    {
        Folder = Directory.CreateTempSubdirectory("coevolve-package-").FullName;
        Write("localities.csv", Localities);
        Write("sectors.csv", Sectors);
        Write("resources.csv", Resources);
        Write("actors.csv", Actors);
    }

    public string Folder { get; }

    public TestPackage Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public TestPackage Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(Folder, file), bytes);
        return this;
    }

    public TestPackage Delete(string file)
    {
        File.Delete(Path.Combine(Folder, file));
        return this;
    }

    /// <summary>Reads the package to its end as an import into an empty graph would, without a graph.</summary>
    public ImportReport Read(ImportOptions? options = null)
    {
        options ??= new();
        var log = new ImportLog(options);
        var reader = new PackageReader(Folder, options, new KnownNetwork(), log);
        if (!reader.Open(graphHasLocalities: false, graphHasActors: false))
        {
            return log.Report(ImportOutcome.Refused, new());
        }

        _ = reader.Localities();
        _ = reader.Neighbours().Count();
        _ = reader.Sectors();
        _ = reader.Resources();
        _ = reader.Actors().Count();
        _ = reader.OfferRows().Count();
        _ = reader.NeedRows().Count();
        _ = reader.Partnerships().Count();
        _ = reader.Feedback().Count();
        _ = reader.Targets().Count();
        return log.Report(log.MustStop ? ImportOutcome.StoppedAtRejection : ImportOutcome.Written, new());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
