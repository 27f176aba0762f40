using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Makes durations of text and of maps such as <c>{months: 1, hours: 2.5}</c>.</summary>
internal static class DurationConstruction
{
    public static Value Of(Value input) => input.Kind switch
    {
        ValueKind.Null => Value.Null,
        ValueKind.String => TemporalText.Parse(ValueKind.Duration, input.AsString()),
        ValueKind.Map => Value.Of(OfFields(input.AsMap())),
        _ => throw TemporalErrors.WrongCall($"A duration cannot be made of a {input.Kind}."),
    };

    private static DurationValue OfFields(MapValue fields)
    {
        if (fields.Count == 0)
        {
            throw CypherErrors.Argument("A duration needs an amount of one unit at least.");
        }

        var parts = new DurationParts();
        foreach (var (name, amount) in fields)
        {
            var unit = DurationParts.Unit(name) ?? throw CypherErrors.ExecutionFailed($"A duration has no unit '{name}'.");
            if (amount.IsInteger)
            {
                parts.Add(unit, (Int128)amount.AsInteger());
            }
            else if (amount.IsFloat)
            {
                parts.Add(unit, amount.AsDouble());
            }
            else
            {
                throw CypherErrors.ExecutionFailed($"The amount of {name} must be a number.");
            }
        }

        return parts.Total();
    }
}
