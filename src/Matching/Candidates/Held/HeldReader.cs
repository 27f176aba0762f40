using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates.Held;

/// <summary>Reads a <see cref="HeldNetwork"/>: a pass over everything.</summary>
internal static class HeldReader
{
    public static async Task<HeldNetwork> ReadAsync(IGraphTransaction transaction, long version, DateOnly asOf, CandidateOptions options, CancellationToken cancellationToken)
    {
        var day = new Parameters
        {
            ["asOf"] = Value.Of(asOf),
            ["restedBefore"] = Value.Of(asOf.AddDays(-options.DeclineRestDays)),
            ["postponedBefore"] = Value.Of(asOf.AddDays(-options.NotNowRestDays)),
        };
        Task<List<T>> Rows<T>(string name, RowReader<T> read) => transaction.ReadNamedAsync("Candidates/Queries/held-" + name, day, read, cancellationToken);
        var (localities, localityNumbers) = Localities(await Rows("localities", row => (row[0].AsString(), Codes.ParseTier(row[1].AsString()), IsTrue(row[2]), row[3].AsStrings())));
        var (kinds, resourceNumbers) = Resources(await Rows("resources", row => (row[0].AsString(), row[1].AsStrings())));
        var sectors = new Dictionary<string, int>(StringComparer.Ordinal);
        int Sector(string code) => sectors.TryGetValue(code, out var number) ? number : sectors[code] = sectors.Count;
        HeldStatement Statement(IReadOnlyList<Value> statement) =>
            new(resourceNumbers[statement[0].AsString()], statement[1].AsStringOrNull() is { } where ? localityNumbers.GetValueOrDefault(where, HeldStatement.Unknown) : HeldStatement.Anywhere);
        HeldActor Make(ReadOnlySpan<Value> row)
        {
            int[] places = [.. row[6].AsStrings().Select(code => localityNumbers[code]).Distinct()];
            return new(
                new(row[0].AsString()), Codes.ParseKind(row[1].AsString()), row[2].AsBoolean(), IsTrue(row[3]), row[4].AsDoubleOrNull() <= row[5].AsInteger(),
                places, [.. places.SelectMany(place => localities[place].Around).Distinct().Order()], [.. row[7].AsStrings().Distinct().Select(Sector)],
                [.. row[8].AsList().Select(item => Statement(item.AsList())).Distinct()], [.. row[9].AsList().Select(item => Statement(item.AsList())).Distinct()]);
        }

        HeldActor[] actors = [.. (await Rows("actors", Make)).OrderBy(actor => actor.Id.Value, StringComparer.Ordinal)];
        var numbers = actors.Index().ToDictionary(actor => actor.Item.Id.Value, actor => actor.Index, StringComparer.Ordinal);
        var memberships = await Rows("memberships", row => (Actor: row[0].AsString(), Partnership: row[1].AsString(), Meaning: new HeldPartnership(IsTrue(row[2]), IsTrue(row[3]))));
        var refusals = await Rows("refusals", row => (From: numbers[row[0].AsString()], To: numbers[row[1].AsString()]));
        return new(
            asOf, version, actors, localities, kinds, Partners(memberships, numbers),
            refusals.Concat(refusals.Select(pair => (From: pair.To, To: pair.From))).ToLookup(pair => pair.From, pair => pair.To));
    }

    private static bool IsTrue(Value value) => !value.IsNull && value.AsBoolean();

    private static (HeldLocality[], Dictionary<string, int>) Localities(List<(string Code, Tier Tier, bool IsValid, IReadOnlyList<string> Above)> rows)
    {
        const int Levels = 3;
        var numbers = rows.Index().ToDictionary(row => row.Item.Code, row => row.Index, StringComparer.Ordinal);
        int[] Around(int number)
        {
            HashSet<int> all = [number];
            for (var level = 0; level < Levels; level++)
            {
                all.UnionWith(all.SelectMany(locality => rows[locality].Above).Select(code => numbers[code]).ToArray());
            }

            return [.. all];
        }

        return ([.. rows.Select((row, number) => new HeldLocality(row.Tier, row.IsValid, Around(number)))], numbers);
    }

    private static (HeldResources, Dictionary<string, int>) Resources(List<(string Code, IReadOnlyList<string> Above)> rows)
    {
        var numbers = rows.Index().ToDictionary(row => row.Item.Code, row => row.Index, StringComparer.Ordinal);
        int[][] above = [.. rows.Select(row => row.Above.Select(code => numbers[code]).Distinct().ToArray())];
        return (new([.. rows.Select(row => row.Code)], above), numbers);
    }

    private static HeldPartners Partners(List<(string Actor, string Partnership, HeldPartnership Meaning)> rows, Dictionary<string, int> actors)
    {
        var partnerships = rows.DistinctBy(row => row.Partnership).ToArray();
        var numbers = partnerships.Index().ToDictionary(row => row.Item.Partnership, row => row.Index, StringComparer.Ordinal);
        return new([.. rows.Select(row => new HeldMembership(actors[row.Actor], numbers[row.Partnership]))], [.. partnerships.Select(row => row.Meaning)], actors.Count);
    }
}
