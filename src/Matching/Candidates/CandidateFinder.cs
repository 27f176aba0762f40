using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Candidates.Held;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates;

/// <summary>What to look for.</summary>
/// <param name="Actor">For whom.</param>
/// <param name="AsOf">On which day.</param>
/// <param name="Kinds">Kinds to look for; null for all that suit.</param>
/// <param name="Tiers">Tiers to search, whether lower ones fill the quotas or not; null for climbing.</param>
internal sealed record CandidateQuestion(ActorId Actor, DateOnly AsOf, IReadOnlySet<ActorKind>? Kinds = null, IReadOnlySet<Tier>? Tiers = null);

/// <summary>Runs the rules from the lowest tier up until the quota of each kind is full and each stated need is covered.</summary>
internal sealed class CandidateFinder(RuleLibrary library, CandidateOptions options)
{
    /// <summary>A held network from an actor's point of view; null where the graph has to be asked about it.</summary>
    public HeldAsker? Ask(HeldNetwork network, ActorId actor) =>
        network.Find(actor) is >= 0 and var number && network.Actors[number].TakesPart && HeldRules.Suits(network.Actors[number]) ? new(network, number, options.HonoursCapacity) : null;

    /// <summary>The candidates; null where the day has no such actor, or it has not consented.</summary>
    /// <param name="transaction">The graph.</param>
    /// <param name="question">What to look for.</param>
    /// <param name="held">Who asks, in a held network, which is asked in place of the graph; null for the graph.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidDataException">A rule does not return the columns that rules return.</exception>
    public async Task<CandidateSet?> FindAsync(IGraphTransaction transaction, CandidateQuestion question, HeldAsker? held, CancellationToken cancellationToken)
    {
        if (held is not null)
        {
            return await FindAsync(transaction, question, (held.Actor.Kind, held.Tiers, held.Needs), held, cancellationToken);
        }

        var parameters = new Parameters { ["actor"] = Value.Of(question.Actor.Value), ["asOf"] = Value.Of(question.AsOf) };
        var askers = await transaction.ReadNamedAsync("Candidates/Queries/actor", parameters, ReadAsker, cancellationToken);
        return askers is [var asker] ? await FindAsync(transaction, question, asker, null, cancellationToken) : null;
    }

    private async Task<CandidateSet> FindAsync(
        IGraphTransaction transaction,
        CandidateQuestion question,
        (ActorKind Kind, IReadOnlySet<Tier> Tiers, IReadOnlyList<ResourceCode> Needs) asker,
        HeldAsker? held,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<ActorKind> wanted = options.Wanted.TryGetValue(asker.Kind, out var kinds)
            ? [.. kinds.Where(kind => question.Kinds?.Contains(kind) != false)]
            : [];
        var climb = new Climbing(options, wanted, asker.Needs);
        foreach (var tier in Codes.AllTiers.Where(asker.Tiers.Contains))
        {
            if (wanted.Count == 0 || (question.Tiers is not null && tier > question.Tiers.Max()))
            {
                break;
            }

            if (climb.Open(tier, always: question.Tiers is not null) is { } opened)
            {
                await (held is null
                    ? SearchAsync(transaction, question, opened, climb, cancellationToken)
                    : SearchAsync(transaction, question, opened, climb, held, cancellationToken));
            }
        }

        return climb.Result;
    }

    /// <summary>The rules that have something to find at a tier, and the kinds to look for: with every quota full, only those that can cover an open need.</summary>
    private IEnumerable<(CandidateRule Rule, IReadOnlyList<ActorKind> Kinds)> Rules(OpenedTier opened, Climbing climb) =>
        library.Rules.Select(rule => (rule, rule.CoversNeeds && opened.Needs.Count > 0 ? climb.Wanted : opened.Kinds)).Where(entry => entry.Item2.Count > 0);

    private async Task SearchAsync(IGraphTransaction transaction, CandidateQuestion question, OpenedTier opened, Climbing climb, HeldAsker held, CancellationToken cancellationToken)
    {
        var found = new HeldFindings(held.Network);
        foreach (var (rule, kinds) in Rules(opened, climb))
        {
            if (HeldRules.Knows(rule.Name))
            {
                using var measure = ListMeters.Rule(rule.Name);
                held.Rules.Run(rule.Name, opened.Tier, kinds, options.RowsPerRule, (candidate, finding) => found.Add(candidate, finding, climb));
                continue;
            }

            foreach (var (candidate, evidence) in await RunAsync(transaction, rule, question, opened.Tier, kinds, cancellationToken))
            {
                found.Add(held.Network.Find(candidate), new(rule.Name, evidence), climb);
            }
        }

        using var eligible = ListMeters.Rule("(eligible)");
        climb.Add(opened, found.Candidates(opened.Tier, number => held.Allows(number, climb.Wanted)));
    }

    private async Task SearchAsync(IGraphTransaction transaction, CandidateQuestion question, OpenedTier opened, Climbing climb, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ActorId, List<RuleFinding>>();
        foreach (var (rule, kinds) in Rules(opened, climb))
        {
            foreach (var (candidate, evidence) in await RunAsync(transaction, rule, question, opened.Tier, kinds, cancellationToken))
            {
                if (!climb.Knows(candidate))
                {
                    (found.TryGetValue(candidate, out var findings) ? findings : found[candidate] = []).Add(new(rule.Name, evidence));
                }
            }
        }

        if (found.Count > 0)
        {
            climb.Add(opened, await EligibleAsync(transaction, question, climb.Wanted, found, opened.Tier, cancellationToken));
        }
    }

    private async Task<List<(ActorId, MapValue)>> RunAsync(
        IGraphTransaction transaction,
        CandidateRule rule,
        CandidateQuestion question,
        Tier tier,
        IReadOnlyList<ActorKind> kinds,
        CancellationToken cancellationToken)
    {
        using var measure = ListMeters.Rule(rule.Name);
        var all = new Parameters
        {
            ["actor"] = Value.Of(question.Actor.Value),
            ["tier"] = Value.Of(tier.Code()),
            ["asOf"] = Value.Of(question.AsOf),
            ["kinds"] = Value.Of(kinds.Select(kind => kind.Code())),
            ["limit"] = Value.Of((long)options.RowsPerRule),
        };
        var parameters = all.Where(entry => rule.Parameters.Contains(entry.Key)).ToDictionary(StringComparer.Ordinal);
        await using var result = await transaction.RunAsync(rule.Cypher, parameters, cancellationToken);
        var (candidate, evidence) = (IndexOf(result, rule, "candidate"), IndexOf(result, rule, "evidence"));
        return await GraphReading.ReadAllAsync(
            result,
            row => (new ActorId(row[candidate].AsString()), row[evidence].IsNull ? MapValue.Empty : row[evidence].AsMap()),
            cancellationToken);
    }

    private static int IndexOf(IGraphResult result, CandidateRule rule, string column)
    {
        for (var index = 0; index < result.Columns.Count; index++)
        {
            if (result.Columns[index] == column)
            {
                return index;
            }
        }

        throw new InvalidDataException($"{rule.File}: the rule returns no column '{column}'; a rule returns actor, candidate, tier, evidence.");
    }

    private async Task<List<Candidate>> EligibleAsync(
        IGraphTransaction transaction,
        CandidateQuestion question,
        IReadOnlyList<ActorKind> wanted,
        Dictionary<ActorId, List<RuleFinding>> found,
        Tier tier,
        CancellationToken cancellationToken)
    {
        using var measure = ListMeters.Rule("(eligible)");
        var parameters = new Parameters
        {
            ["actor"] = Value.Of(question.Actor.Value),
            ["asOf"] = Value.Of(question.AsOf),
            ["kinds"] = Value.Of(wanted.Select(kind => kind.Code())),
            ["candidates"] = Value.Of(found.Keys.Select(id => id.Value).Order(StringComparer.Ordinal)),
            ["restedBefore"] = Value.Of(question.AsOf.AddDays(-options.DeclineRestDays)),
            ["postponedBefore"] = Value.Of(question.AsOf.AddDays(-options.NotNowRestDays)),
            ["honoursCapacity"] = Value.Of(options.HonoursCapacity),
        };
        var eligible = await transaction.ReadNamedAsync(
            "Candidates/Queries/eligible",
            parameters,
            row => (Id: new ActorId(row[0].AsString()), Kind: Codes.ParseKind(row[1].AsString())),
            cancellationToken);
        return
        [
            .. eligible.OrderBy(row => row.Id.Value, StringComparer.Ordinal)
                .Select(row => new Candidate(row.Id, row.Kind, tier, found[row.Id])),
        ];
    }

    /// <summary>Which of some actors may be recommended to an actor on a day, whatever found them.</summary>
    public async Task<IReadOnlySet<ActorId>> EligibleAsync(
        IGraphTransaction transaction, ActorId actor, DateOnly asOf, ActorKind kind, IEnumerable<ActorId> candidates, HeldAsker? held, CancellationToken cancellationToken)
    {
        IReadOnlyList<ActorKind> wanted = options.Wanted.TryGetValue(kind, out var kinds) ? kinds : [];
        if (held is not null)
        {
            return candidates.Where(id => held.Network.Find(id) is >= 0 and var number && held.Allows(number, wanted)).ToHashSet();
        }

        var found = candidates.Distinct().ToDictionary(id => id, _ => new List<RuleFinding>());
        var eligible = await EligibleAsync(transaction, new(actor, asOf), wanted, found, Tier.National, cancellationToken);
        return eligible.Select(candidate => candidate.Id).ToHashSet();
    }

    private static (ActorKind Kind, IReadOnlySet<Tier> Tiers, IReadOnlyList<ResourceCode> Needs) ReadAsker(ReadOnlySpan<Value> row) => (
        Codes.ParseKind(row[0].AsString()),
        row[1].AsStrings().Select(Codes.ParseTier).ToHashSet(),
        [.. row[2].AsStrings().Distinct().Order(StringComparer.Ordinal).Select(code => new ResourceCode(code))]);
}
