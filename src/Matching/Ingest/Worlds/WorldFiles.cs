using System.Globalization;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Worlds;

/// <summary>Writes a world as a network package of its own.</summary>
internal static class WorldFiles
{
    private const int Words = 2 * World.Traits;

    public static void Write(World world, string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, PackageFile.Localities, Localities());
        Write(folder, PackageFile.Sectors, Enumerable.Range(0, Words).Select(word => (string?[])[$"s{word}", $"Bidang {word}", $"Sector {word}", null]));
        Write(folder, PackageFile.Resources, Enumerable.Range(0, Words).Select(word => (string?[])[$"r{word}", $"Sumber daya {word}", $"Resource {word}", null]));
        Write(folder, PackageFile.Actors, world.Actors.Select(Row));
        Write(folder, PackageFile.Offers, world.Actors.Where(actor => actor.States.Offers).SelectMany(actor => Lines(actor, actor.Has)));
        Write(folder, PackageFile.Needs, world.Actors.Where(actor => actor.States.Needs).SelectMany(actor => Lines(actor, actor.Seeks)));
        Write(folder, PackageFile.Partnerships, world.Partnerships.Select(partnership => (string?[])
        [
            string.Create(CultureInfo.InvariantCulture, $"p{partnership.Number:00000}"), Iso(partnership.Start), Iso(partnership.Start.AddYears(1)), partnership.Start.AddYears(1) < World.End ? "ended" : "active", null, null,
            string.Join(';', partnership.Members.Select(member => world.Actors[member].Id + ":member")),
        ]));
    }

    private static string?[] Row(WorldActor actor) =>
    [
        actor.Id, $"Contoh {actor.Id}", actor.Kind.Code(), null, District(actor), actor.Kind == ActorKind.Government ? District(actor) : null,
        actor.States.Sectors ? string.Join(';', WorldActor.Words(actor.Has).Select(word => $"s{word}")) : null,
        actor.States.Capacity ? actor.Capacity.ToString(CultureInfo.InvariantCulture) : null,
        null, null, null, null, "id", "true", "true", "2018-01-01", null, null,
    ];

    private static IEnumerable<string?[]> Lines(WorldActor actor, double[] traits) =>
        WorldActor.Words(traits).Select(word => (string?[])[actor.Id, $"r{word}", null, null, null, null, null, null]);

    private static IEnumerable<string?[]> Localities()
    {
        yield return ["n", "Negeri", "national", null, null, null, null, null, null];
        for (var region = 0; region < WorldActor.Regions; region++)
        {
            yield return [$"n{region}", $"Wilayah {region}", "region", "n", null, null, null, null, null];
            for (var province = 0; province < WorldActor.Provinces; province++)
            {
                yield return [$"n{region}.{province}", $"Provinsi {region}.{province}", "province", $"n{region}", Degrees(province), Degrees((10 * region) + 95), null, null, null];
                for (var district = 0; district < WorldActor.Districts; district++)
                {
                    yield return
                    [
                        $"n{region}.{province}.{district}", $"Kabupaten {region}.{province}.{district}", "district", $"n{region}.{province}",
                        Degrees(province + (0.2 * district)), Degrees((10 * region) + 95 + (0.2 * district)), "200000", null, null,
                    ];
                }
            }
        }
    }

    private static string District(WorldActor actor) => $"n{actor.Place.Region}.{actor.Place.Province}.{actor.Place.District}";

    private static string Degrees(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Write(string folder, PackageFile file, IEnumerable<string?[]> rows)
    {
        using var stream = File.Create(Path.Combine(folder, file.Name));
        using var writer = new PackageWriter(stream, file.Columns);
        foreach (var row in rows)
        {
            writer.WriteRow(row);
        }
    }
}
