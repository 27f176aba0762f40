namespace CoEvolve.Cli.Tests;

/// <summary>A folder of one test's own, gone after it, and the packages that come with the sources.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coevolve-cli-tests-");

    /// <summary>The programme's seeds.</summary>
    public static string Seeds => Path.Combine(FirstNetwork.FindData()!, "seeds");

    /// <summary>The made-up example network.</summary>
    public static string Sample => Path.Combine(FirstNetwork.FindData()!, "sample");

    /// <summary>The data folder; not made yet.</summary>
    public string Data => this["data"];

    /// <summary>A path in the folder.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a network package of two localities and the actors given.</summary>
    public string Package(string name, params string[] actorRows)
    {
        Directory.CreateDirectory(this[name]);
        File.WriteAllLines(Path.Combine(this[name], "localities.csv"), ["code,name,tier,parent", "id,Indonesia,national,", "id-r,Pulau,region,id", "11,Aceh,province,id-r"]);
        File.WriteAllLines(Path.Combine(this[name], "actors.csv"), ["id,name,kind,locality,consent", .. actorRows]);
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
