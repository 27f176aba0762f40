using System.Text.Json;
using CoEvolve.Graph.Conformance.Tck;

namespace CoEvolve.Graph.Conformance.Tests;

public sealed class SideEffectsTests
{
    [Fact]
    public void A_count_that_is_not_stated_must_be_zero()
    {
        var stated = SideEffects.Read(JsonElement.Parse("""{"+nodes":1}"""))!;
        Assert.True(stated.Same(new(new Dictionary<string, int> { ["+nodes"] = 1, ["-nodes"] = 0 })));
        Assert.False(stated.Same(new(new Dictionary<string, int> { ["+nodes"] = 1, ["+labels"] = 1 })));
        Assert.False(stated.Same(new(new Dictionary<string, int> { ["+nodes"] = 2 })));
        Assert.False(stated.Same(new(new Dictionary<string, int>())));
    }

    [Fact]
    public void Nothing_stated_is_not_the_same_as_no_effects()
    {
        Assert.Null(SideEffects.Read(JsonElement.Parse("null")));
        Assert.True(SideEffects.Read(JsonElement.Parse("{}"))!.Same(new(new Dictionary<string, int> { ["+nodes"] = 0 })));
    }
}
