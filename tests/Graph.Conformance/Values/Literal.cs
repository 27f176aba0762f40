using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Values;

/// <summary>Turns what a case writes as a Cypher literal into a value to hand to the engine.</summary>
internal static class Literal
{
    /// <summary>The value of a literal, without the engine's help.</summary>
    /// <exception cref="FormatException">The text is no literal.</exception>
    public static Value Read(string text) => ValueOf(TckValueReader.Read(text));

    private static Value ValueOf(Expected content) => content switch
    {
        ExpectedNull => Value.Null,
        ExpectedBoolean boolean => Value.Of(boolean.Content),
        ExpectedInteger integer => Value.Of(integer.Content),
        ExpectedFloat real => Value.Of(real.Content),
        ExpectedString text => Value.Of(text.Content),
        ExpectedList list => Value.Of([.. list.Items.Select(ValueOf)]),
        ExpectedMap map => Value.Of(MapValue.From(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, ValueOf(entry.Value))))),
        _ => throw new FormatException($"{content} cannot be a parameter."),
    };
}
