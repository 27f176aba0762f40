using System.Text.Json;
using System.Text.Json.Nodes;

namespace CoEvolve.Jobs.Rescoring;

/// <summary>What a re-scoring did, as its record shows it.</summary>
internal sealed class RescoringFigures
{
    public int Everyone { get; set; }

    public int Scored { get; set; }

    public int Resumed { get; set; }

    public int TakenOver { get; set; }

    public int Different { get; set; }

    public bool Alarm { get; set; }

    public long Edges { get; set; }

    /// <summary>The prices by which the lists were ordered; null where that is not known.</summary>
    public string? Prices { get; set; }

    /// <summary>Columns that drifted alarmingly since the model was tried.</summary>
    public string[] Drifted { get; set; } = [];

    public string Json(long run) => JsonSerializer.Serialize(new { run, Everyone, Scored, Resumed, TakenOver, Different, Alarm, Edges, Prices, Drifted });

    /// <summary>What the record of a run says of its prices; null where it says nothing, as that of a run which was finished after its worker had died.</summary>
    public static string? PricesOf(string? record) =>
        record is null ? null : JsonNode.Parse(record)?[nameof(Prices)]?.GetValue<string>();
}
