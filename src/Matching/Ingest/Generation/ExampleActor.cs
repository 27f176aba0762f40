using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Generation;

/// <summary>One made-up actor.</summary>
internal sealed record ExampleActor
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required ActorKind Kind { get; init; }

    public required string Subkind { get; init; }

    public required SeedDistrict Home { get; init; }

    public required IReadOnlyList<string> Serves { get; init; }

    public required IReadOnlyList<string> Sectors { get; init; }

    public required int Capacity { get; init; }

    /// <summary>Leaders in all, women and young people among them; null where the programme does not count them.</summary>
    public required (int All, int Women, int Young)? Leaders { get; init; }

    public required string Language { get; init; }

    /// <summary>First day in the network.</summary>
    public required DateOnly Joined { get; init; }
}
