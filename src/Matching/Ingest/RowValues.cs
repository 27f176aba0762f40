using CoEvolve.Graph.Values;
using CoEvolve.Matching.Ingest.Rows;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest;

/// <summary>Rows as the parameters of the import's queries: a map each, with what is unknown left out.</summary>
internal static class RowValues
{
    public static Value Of(LocalityRow row) => Map(
        ("code", Value.Of(row.Code)),
        ("tier", Value.Of(row.Tier.Code())),
        ("parent", Value.Of(row.Parent)),
        ("period", Map(("from", Value.Of(row.Valid.From)), ("until", Value.Of(row.Valid.Until)))),
        ("properties", Map(
            row,
            ("code", Value.Of(row.Code)),
            ("name", Value.Of(row.Name)),
            ("tier", Value.Of(row.Tier.Code())),
            ("latitude", Of(row.Latitude)),
            ("longitude", Of(row.Longitude)),
            ("population", Of(row.Population)),
            ("valid_from", Value.Of(row.Valid.From)),
            ("valid_to", Value.Of(row.Valid.Until)))));

    public static Value Of(NeighbourRow row) => Map(
        ("a", Value.Of(row.A)),
        ("b", Value.Of(row.B)),
        ("properties", Map(row, ("km", Of(row.Kilometres)))));

    public static Value Of(TermRow row) => Map(
        ("code", Value.Of(row.Code)),
        ("parent", Value.Of(row.Parent)),
        ("properties", Map(
            row,
            ("code", Value.Of(row.Code)),
            ("name_id", Value.Of(row.NameId)),
            ("name_en", Value.Of(row.NameEn)))));

    public static Value Of(ActorRow row) => Map(
        ("id", Value.Of(row.Id)),
        ("kind", Value.Of(row.Kind.Code())),
        ("locality", Value.Of(row.Locality)),
        ("serves", Value.Of(row.Serves)),
        ("sectors", Value.Of(row.Sectors)),
        ("properties", Map(
            row,
            ("id", Value.Of(row.Id)),
            ("name", Value.Of(row.Name)),
            ("kind", Value.Of(row.Kind.Code())),
            ("subkind", Value.Of(row.Subkind)),
            ("capacity", Of(row.Capacity)),
            ("leaders", Of(row.Leaders)),
            ("women_leaders", Of(row.WomenLeaders)),
            ("young_leaders", Of(row.YoungLeaders)),
            ("email", Value.Of(row.Email)),
            ("language", Value.Of(row.Language)),
            ("consent", Of(row.Consent)),
            ("sample", Of(row.Sample)),
            ("valid_from", Value.Of(row.Valid.From)),
            ("valid_to", Value.Of(row.Valid.Until)),
            ("description", Value.Of(row.Description)))));

    /// <summary>A relationship of an actor or partnership to something with a code, for the days of <paramref name="period"/>.</summary>
    public static Value Link(string id, string code, Period period) => Map(
        ("id", Value.Of(id)),
        ("code", Value.Of(code)),
        ("properties", Map(("from", Value.Of(period.From)), ("until", Value.Of(period.Until)))));

    public static Value Of(ExchangeRow row) => Map(
        ("actor", Value.Of(row.Key.Actor)),
        ("resource", Value.Of(row.Key.Resource)),
        ("locality", Value.Of(row.Key.Locality)),
        ("from", Value.Of(row.Key.From)),
        ("properties", Map(
            row,
            ("quantity", Of(row.Quantity)),
            ("unit", Value.Of(row.Unit)),
            ("locality", Value.Of(row.Key.Locality)),
            ("from", Value.Of(row.Key.From)),
            ("until", Value.Of(row.Until)),
            ("note", Value.Of(row.Note)))));

    public static Value Of(ExchangeKey key) => Map(
        ("actor", Value.Of(key.Actor)),
        ("resource", Value.Of(key.Resource)),
        ("locality", Value.Of(key.Locality)),
        ("from", Value.Of(key.From)));

    public static Value Of(PartnershipRow row) => Map(
        ("id", Value.Of(row.Id)),
        ("locality", Value.Of(row.Locality)),
        ("sectors", Value.Of(row.Sectors)),
        ("members", Value.Of(row.Members.Select(member => member.Actor))),
        ("properties", Map(
            row,
            ("id", Value.Of(row.Id)),
            ("start", Value.Of(row.Lasted.From)),
            ("end", Value.Of(row.Lasted.Until)),
            ("status", Value.Of(row.Status)))));

    public static Value Of(PartnershipRow row, Member member) => Map(
        ("id", Value.Of(row.Id)),
        ("actor", Value.Of(member.Actor)),
        ("properties", Map(
            ("role", Value.Of(member.Role)),
            ("from", Value.Of(row.Lasted.From)),
            ("until", Value.Of(row.Lasted.Until)))));

    public static Value Of(FeedbackRow row) => Map(
        ("from", Value.Of(row.From)),
        ("to", Value.Of(row.To)),
        ("verdict", Value.Of(row.Verdict)),
        ("at", Value.Of(row.At)),
        ("properties", Map(row, ("verdict", Value.Of(row.Verdict)), ("at", Value.Of(row.At)))));

    public static Value Of(TargetRow row) => Map(
        ("code", Value.Of(row.Code)),
        ("properties", Map(
            row,
            ("code", Value.Of(row.Code)),
            ("name_id", Value.Of(row.NameId)),
            ("name_en", Value.Of(row.NameEn)),
            ("floor", Of(row.Floor)),
            ("unit", Value.Of(row.Unit)),
            ("query", Value.Of(row.Query)))));

    private static Value Of(long? value) => value is { } number ? Value.Of(number) : Value.Null;

    private static Value Of(double? value) => value is { } number ? Value.Of(number) : Value.Null;

    private static Value Of(bool? value) => value is { } truth ? Value.Of(truth) : Value.Null;

    private static Value Map(params ReadOnlySpan<(string Name, Value Value)> entries) => Build(entries, []);

    private static Value Map(PackageRow row, params ReadOnlySpan<(string Name, Value Value)> entries) => Build(entries, row.Further);

    private static Value Build(ReadOnlySpan<(string Name, Value Value)> entries, IReadOnlyList<FurtherCell> further)
    {
        var known = new List<KeyValuePair<string, Value>>(entries.Length + further.Count);
        foreach (var (name, value) in entries)
        {
            if (!value.IsNull)
            {
                known.Add(new(name, value));
            }
        }

        known.AddRange(further.Select(cell => KeyValuePair.Create(cell.Column, Value.Of(cell.Text))));
        return Value.Of(MapValue.From(known));
    }
}
