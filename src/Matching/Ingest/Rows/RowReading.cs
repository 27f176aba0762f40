namespace CoEvolve.Matching.Ingest.Rows;

/// <summary>How the cells of each file become a row. What is wrong stays with the cells; the row is of use only when they are sound.</summary>
internal static class RowReading
{
    private const double LargestQuantity = 1e15;
    private const double LongestDistance = 20_040;

    public static LocalityRow Locality(RowCells cells, KnownNetwork known)
    {
        var row = new LocalityRow
        {
            Line = cells.Line,
            Code = cells.Id("code"),
            Name = cells.RequiredText("name"),
            Tier = cells.Required("tier", cells.Choice("tier", Words.Tiers)),
            Parent = cells.OptionalId("parent"),
            ParentColumn = cells.NumberOf("parent"),
            Latitude = cells.Number("latitude", -90, 90),
            Longitude = cells.Number("longitude", -180, 180),
            Population = cells.Count("population"),
            Valid = cells.Period("valid_from", "valid_to"),
            Further = cells.Further(),
        };
        if (cells.Sound && row.Latitude.HasValue != row.Longitude.HasValue)
        {
            cells.Reject(row.Latitude.HasValue ? "longitude" : "latitude", "Of latitude and longitude one is missing.", "Give both, or leave both empty.");
        }

        return Once(row, row.Code, "code", known.Localities, cells);
    }

    public static TermRow Term(RowCells cells, ReferenceSet declared)
    {
        var row = new TermRow
        {
            Line = cells.Line,
            Code = cells.Id("code"),
            NameId = cells.Text("name_id"),
            NameEn = cells.Text("name_en"),
            Parent = cells.OptionalId("parent"),
            ParentColumn = cells.NumberOf("parent"),
            Further = cells.Further(),
        };
        return Once(row, row.Code, "code", declared, cells);
    }

    public static NeighbourRow Neighbour(RowCells cells, KnownNetwork known, Dictionary<(string A, string B), int> lines)
    {
        var a = cells.RequiredReference("a", known.Localities);
        var b = cells.RequiredReference("b", known.Localities);
        if (string.CompareOrdinal(a, b) > 0)
        {
            (a, b) = (b, a);
        }

        var kilometres = cells.Number("km", 0, LongestDistance);
        var further = cells.Further();
        if (cells.Sound && a == b)
        {
            cells.Reject("b", "A locality is no neighbour of itself.", "Name two localities.");
        }

        RejectRepetition(lines, (a, b), "b", "pair of neighbours", cells);
        return new() { Line = cells.Line, A = a, B = b, Kilometres = kilometres, Further = further };
    }

    public static ActorRow Actor(RowCells cells, KnownNetwork known)
    {
        var row = new ActorRow
        {
            Line = cells.Line,
            Id = cells.Id("id"),
            Name = cells.RequiredText("name"),
            Kind = cells.Required("kind", cells.Choice("kind", Words.Kinds)),
            Subkind = cells.Text("subkind"),
            Locality = cells.Reference("locality", known.Localities),
            Serves = cells.References("serves", known.Localities),
            Sectors = cells.References("sectors", known.Sectors),
            Capacity = cells.Count("capacity"),
            Leaders = cells.Count("leaders"),
            WomenLeaders = cells.Count("women_leaders"),
            YoungLeaders = cells.Count("young_leaders"),
            Email = cells.Email("email"),
            Language = cells.Choice("language", Words.Languages),
            Consent = cells.Choice("consent", Words.Booleans),
            Sample = cells.Choice("sample", Words.Booleans),
            Valid = cells.Period("valid_from", "valid_to"),
            Description = cells.Prose("description"),
            Further = cells.Further(),
        };
        RejectMoreThanAll(cells, "women_leaders", row.WomenLeaders, row.Leaders);
        RejectMoreThanAll(cells, "young_leaders", row.YoungLeaders, row.Leaders);
        return Once(row, row.Id, "id", known.Actors, cells);
    }

    public static ExchangeRow Exchange(RowCells cells, KnownNetwork known, ExchangeKeys keys)
    {
        var period = cells.Period("valid_from", "valid_to");
        var row = new ExchangeRow
        {
            Line = cells.Line,
            Key = new(
                cells.RequiredReference("actor", known.Actors),
                cells.RequiredReference("resource", known.Resources),
                cells.Reference("locality", known.Localities),
                period.From),
            Quantity = cells.Number("quantity", 0, LargestQuantity),
            Unit = cells.Text("unit"),
            Until = period.Until,
            Note = cells.Prose("note"),
            Further = cells.Further(),
        };
        if (cells.Sound && row.Quantity.HasValue && row.Unit is null)
        {
            cells.Reject("unit", "The quantity has no unit.", "Say what is counted, such as IDR, hour or person.");
        }

        RejectRepetition(keys.Lines, row.Key, "resource", "actor, resource, locality and valid_from", cells);
        if (!cells.Sound)
        {
            keys.ActorsWithRejections.Add(row.Key.Actor);
        }

        return row;
    }

    public static PartnershipRow Partnership(RowCells cells, KnownNetwork known, ReferenceSet declared)
    {
        var row = new PartnershipRow
        {
            Line = cells.Line,
            Id = cells.Id("id"),
            Lasted = cells.Period("start", "end"),
            Status = cells.Required("status", cells.Choice("status", Words.Statuses)),
            Locality = cells.Reference("locality", known.Localities),
            Sectors = cells.References("sectors", known.Sectors),
            Members = Members(cells, known.Actors),
            Further = cells.Further(),
        };
        return Once(row, row.Id, "id", declared, cells);
    }

    public static FeedbackRow Feedback(RowCells cells, KnownNetwork known, HashSet<(string From, string To, string Verdict, DateOnly At)> seen)
    {
        var row = new FeedbackRow
        {
            Line = cells.Line,
            From = cells.RequiredReference("from", known.Actors),
            To = cells.RequiredReference("to", known.Actors),
            Verdict = cells.Required("verdict", cells.Choice("verdict", Words.Verdicts)),
            At = cells.Required("at", cells.Date("at")),
            Further = cells.Further(),
        };
        if (cells.Sound && row.From == row.To)
        {
            cells.Reject("to", "An actor gives no feedback on itself.", "Name two actors.");
        }

        if (cells.Sound && !seen.Add((row.From, row.To, row.Verdict, row.At)))
        {
            cells.Reject("at", "The same feedback stands in this file already.", "Remove one of the rows.");
        }

        return row;
    }

    public static TargetRow Target(RowCells cells, ReferenceSet declared)
    {
        var row = new TargetRow
        {
            Line = cells.Line,
            Code = cells.Id("code"),
            NameId = cells.Text("name_id"),
            NameEn = cells.Text("name_en"),
            Floor = cells.Count("floor"),
            Unit = cells.Text("unit"),
            Query = cells.Id("query"),
            Further = cells.Further(),
        };
        if (row.Query.Length > 0 && !Words.TargetQueries.Contains(row.Query))
        {
            cells.Reject("query", $"There is no query '{row.Query}'.", $"Use one of: {string.Join(", ", Words.TargetQueries)}.");
        }

        return Once(row, row.Code, "code", declared, cells);
    }

    private static List<Member> Members(RowCells cells, ReferenceSet actors)
    {
        const string Column = "members";
        var members = new List<Member>();
        foreach (var item in cells.Items(Column))
        {
            var parts = item.Split(':', StringSplitOptions.TrimEntries);
            if (parts.Length > 2 || parts.Any(part => part.Length == 0 || CellText.AgainstId(part) is not null))
            {
                cells.Reject(Column, $"'{CellText.Shown(item)}' is no member.", "Write each as actor:role, or as the actor alone where the role is unknown, with ';' between them.");
            }
            else if (!actors.Has(parts[0]))
            {
                cells.Reject(Column, actors.WhyUnknown(parts[0]), actors.Remedy);
            }
            else if (members.Exists(member => member.Actor == parts[0]))
            {
                cells.Reject(Column, $"The member '{parts[0]}' stands twice.", "Name each member once.");
            }
            else
            {
                members.Add(new(parts[0], parts is [_, var role] ? role : null));
            }
        }

        if (cells.Sound && members.Count < 2)
        {
            cells.Reject(Column, "A partnership has at least two members.", "Name the others as actor:role, with ';' between them.");
        }

        return members;
    }

    private static void RejectMoreThanAll(RowCells cells, string column, long? some, long? all)
    {
        if (some > all)
        {
            cells.Reject(column, CellText.Format($"{column} is {some}, but there are {all} leaders."), "Correct one of the two counts.");
        }
    }

    /// <summary>Of rows with one id the first counts, even where it was rejected: nobody can tell which one is meant.</summary>
    private static T Once<T>(T row, string id, string column, ReferenceSet declared, RowCells cells)
        where T : PackageRow
    {
        if (id.Length == 0)
        {
            return row;
        }

        if (declared.LineOf(id) is > 0 and var first)
        {
            cells.Reject(column, CellText.Format($"'{id}' stands already in line {first}."), "Remove one of the rows, or give it an id of its own.");
        }
        else if (cells.Sound)
        {
            declared.Accept(id, row.Line);
        }
        else
        {
            declared.Refuse(id, row.Line);
        }

        return row;
    }

    private static void RejectRepetition<TKey>(Dictionary<TKey, int> lines, TKey key, string column, string what, RowCells cells)
        where TKey : notnull
    {
        if (cells.Sound && !lines.TryAdd(key, cells.Line))
        {
            cells.Reject(column, CellText.Format($"The same {what} stands already in line {lines[key]}."), "Remove one of the rows.");
        }
    }
}

/// <summary>The offers, or the needs, that a package speaks of.</summary>
internal sealed class ExchangeKeys
{
    /// <summary>The accepted ones and their lines.</summary>
    public Dictionary<ExchangeKey, int> Lines { get; } = [];

    /// <summary>Actors of which a row was rejected, so that the package does not say all that it means to.</summary>
    public HashSet<string> ActorsWithRejections { get; } = new(StringComparer.Ordinal);
}
