using System.Text.Json;
using CoEvolve.Graph.Conformance.Tck;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Tests;

public sealed class TckProcedureTests
{
    [Fact]
    public void A_procedure_answers_with_the_rows_of_its_arguments()
    {
        var procedure = TckProcedure.Read(JsonElement.Parse("""
            {"signature":"town.of(name :: STRING?, size :: FLOAT?) :: (town :: STRING?, rank :: INTEGER?)","columns":["name","size","town","rank"],
             "rows":[["'Ann'","1.0","'Aceh'","1"],["'Ann'","2.0","'Bima'","2"],["'Budi'","1.0","'Ciamis'","3"],["null","1.0","'Dompu'","4"]]}
            """));
        Assert.Equal("town.of", procedure.Name);
        Assert.Equal([("name", CypherTypes.String), ("size", CypherTypes.Float)], procedure.Inputs.Select(field => (field.Name, field.Type)));
        Assert.Equal([("town", CypherTypes.String), ("rank", CypherTypes.Integer)], procedure.Outputs.Select(field => (field.Name, field.Type)));
        Assert.Equal(["Aceh"], Towns(Value.Of("Ann"), Value.Of(1L)));
        Assert.Equal(["Bima"], Towns(Value.Of("Ann"), Value.Of(2.0)));
        Assert.Equal(["Dompu"], Towns(Value.Null, Value.Of(1.0)));
        Assert.Empty(Towns(Value.Of("null"), Value.Of(1.0)));

        IEnumerable<string> Towns(params Value[] arguments) => procedure.Body(null!, arguments).Select(row => row[0].AsString());
    }

    [Fact]
    public void A_procedure_without_arguments_and_results_answers_with_nothing()
    {
        var procedure = TckProcedure.Read(JsonElement.Parse("""{"signature":"do.nothing() :: ()","columns":[],"rows":[]}"""));
        Assert.Empty(procedure.Inputs);
        Assert.Empty(procedure.Outputs);
        Assert.Empty(procedure.Body(null!, []));
    }
}
