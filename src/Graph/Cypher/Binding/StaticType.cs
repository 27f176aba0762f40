using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>What is known of an expression's type before the query runs: the kinds it may have, and for a list those of its items.</summary>
internal readonly record struct StaticType(CypherTypes Types, CypherTypes Items = CypherTypes.Any)
{
    public static readonly StaticType Any = new(CypherTypes.Any);
    public static readonly StaticType Boolean = new(CypherTypes.Boolean);
    public static readonly StaticType Integer = new(CypherTypes.Integer);
    public static readonly StaticType String = new(CypherTypes.String);
    public static readonly StaticType Map = new(CypherTypes.Map);
    public static readonly StaticType Node = new(CypherTypes.Node);
    public static readonly StaticType Relationship = new(CypherTypes.Relationship);
    public static readonly StaticType Path = new(CypherTypes.Path);
    public static readonly StaticType RelationshipList = new(CypherTypes.List, CypherTypes.Relationship);

    public bool MayBe(CypherTypes types) => (Types & types) != 0;

    /// <summary>The type of an item taken out of this.</summary>
    public StaticType Item => Types == CypherTypes.List ? new(Items) : Any;

    /// <summary>What either may be.</summary>
    public StaticType Or(StaticType other) => new(Types | other.Types, Items | other.Items);

    public static StaticType ListOf(StaticType item) => new(CypherTypes.List, item.Types);

    public static StaticType Of(Value value) => value.Kind switch
    {
        ValueKind.Null => Any,
        ValueKind.List => new(CypherTypes.List, value.AsList().Aggregate(CypherTypes.None, (types, item) => types | Of(item).Types) is var items && items == CypherTypes.None ? CypherTypes.Any : items),
        var kind => new(OfKind(kind)),
    };

    /// <summary>The type of a parameter. A list is not looked into, so that a statement's plan serves lists of all kinds; of a float Neo4j knows nothing before it runs.</summary>
    public static StaticType OfParameter(Value value) => value.IsNull || value.IsFloat ? Any : new(OfKind(value.Kind));

    public override string ToString()
    {
        if (Types == CypherTypes.Any)
        {
            return "Any";
        }

        var types = Types;
        return string.Join(", ", Enum.GetValues<CypherTypes>()
            .Where(type => System.Numerics.BitOperations.PopCount((uint)type) == 1 && (types & type) != 0));
    }

    /// <summary>The one type of a kind of value; a null may be of any.</summary>
    public static CypherTypes OfKind(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => CypherTypes.Boolean,
        ValueKind.Integer => CypherTypes.Integer,
        ValueKind.Float => CypherTypes.Float,
        ValueKind.String => CypherTypes.String,
        ValueKind.List => CypherTypes.List,
        ValueKind.Map => CypherTypes.Map,
        ValueKind.Node => CypherTypes.Node,
        ValueKind.Relationship => CypherTypes.Relationship,
        ValueKind.Path => CypherTypes.Path,
        ValueKind.Date => CypherTypes.Date,
        ValueKind.LocalTime => CypherTypes.LocalTime,
        ValueKind.Time => CypherTypes.Time,
        ValueKind.LocalDateTime => CypherTypes.LocalDateTime,
        ValueKind.DateTime => CypherTypes.DateTime,
        ValueKind.Duration => CypherTypes.Duration,
        ValueKind.Point => CypherTypes.Point,
        ValueKind.Bytes => CypherTypes.Bytes,
        _ => CypherTypes.Any,
    };
}
