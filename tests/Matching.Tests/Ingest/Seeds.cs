namespace CoEvolve.Matching.Tests.Ingest;

internal static class Seeds
{
    /// <summary>The seed package of this repository.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var seeds = Path.Combine(folder.FullName, "data", "seeds");
            if (Directory.Exists(seeds))
            {
                return seeds;
            }
        }

        throw new DirectoryNotFoundException("The tests run inside the repository, which has data/seeds.");
    }
}
