namespace CoEvolve.Matching.Ingest;

/// <summary>One file of the network package: its name and its columns.</summary>
/// <remarks>A column that is absent reads as empty; a column that is not listed is kept as a property of its name.</remarks>
internal sealed class PackageFile
{
    public static readonly PackageFile Localities = new("localities.csv", "code name tier", "parent latitude longitude population valid_from valid_to");
    public static readonly PackageFile Neighbours = new("neighbours.csv", "a b", "km");
    public static readonly PackageFile Sectors = new("sectors.csv", "code", "name_id name_en parent");
    public static readonly PackageFile Resources = new("resources.csv", "code", "name_id name_en parent");
    public static readonly PackageFile Actors = new(
        "actors.csv",
        "id name kind",
        "subkind locality serves sectors capacity leaders women_leaders young_leaders email language consent sample valid_from valid_to description");

    public static readonly PackageFile Offers = new("offers.csv", "actor resource", "quantity unit locality valid_from valid_to note") { Reserved = ["from", "until"] };
    public static readonly PackageFile Needs = new("needs.csv", "actor resource", "quantity unit locality valid_from valid_to note") { Reserved = ["from", "until"] };
    public static readonly PackageFile Partnerships = new("partnerships.csv", "id status members", "start end locality sectors");
    public static readonly PackageFile Feedback = new("feedback.csv", "from to verdict at", "");
    public static readonly PackageFile Targets = new("targets.csv", "code query", "name_id name_en floor unit");

    /// <summary>Every file, each after those that it refers to.</summary>
    public static readonly IReadOnlyList<PackageFile> All =
        [Localities, Neighbours, Sectors, Resources, Actors, Offers, Needs, Partnerships, Feedback, Targets];

    private PackageFile(string name, string required, string optional)
    {
        Name = name;
        Required = required.Split(' ');
        Optional = optional.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>Columns without which the file says nothing.</summary>
    public IReadOnlyList<string> Required { get; }

    /// <summary>The other columns of the format.</summary>
    public IReadOnlyList<string> Optional { get; }

    /// <summary>The columns in the order in which an export writes them.</summary>
    public IReadOnlyList<string> Columns => ColumnOrder(this);

    /// <summary>Names that the graph uses for something else, so that no further column may have them.</summary>
    public IReadOnlyList<string> Reserved { get; private init; } = [];

    private static string[] ColumnOrder(PackageFile file) => file.Name switch
    {
        "partnerships.csv" => ["id", "start", "end", "status", "locality", "sectors", "members"],
        "targets.csv" => ["code", "name_id", "name_en", "floor", "unit", "query"],
        _ => [.. file.Required, .. file.Optional],
    };
}
