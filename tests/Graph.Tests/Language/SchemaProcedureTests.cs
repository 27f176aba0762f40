using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

public class SchemaProcedureTests
{
    private const string Farm = "CREATE (:Cow {name: 'Ani', milk: 12.5})-[:EATS {kg: 3}]->(:Hay), (:Cow:Calf {name: 'Budi', tags: ['a']}), (:Cow {name: 7})-[:NEAR]->(:Hay)";

    [Fact]
    public async Task Labels_types_and_keys_that_are_in_use_are_listed()
    {
        await using var graph = await GraphOf(Farm);
        await Rows(graph, "CREATE (x:Gone) DELETE x");

        Assert.Equal(["'Calf'", "'Cow'", "'Hay'"], await Rows(graph, "CALL db.labels() YIELD label RETURN label ORDER BY label"));
        Assert.Equal(["'EATS'", "'NEAR'"], await Rows(graph, "CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t ORDER BY t"));
        Assert.Equal(["'kg'", "'milk'", "'name'", "'tags'"], await Rows(graph, "CALL db.propertyKeys() YIELD propertyKey AS k RETURN k ORDER BY k"));
    }

    [Fact]
    public async Task Properties_are_told_by_the_labels_that_a_node_bears() =>
        Assert.Equal(
            [
                "':`Calf`:`Cow`' | 'name' | ['String'] | true",
                "':`Calf`:`Cow`' | 'tags' | ['StringArray'] | true",
                "':`Cow`' | 'milk' | ['Double'] | false",
                "':`Cow`' | 'name' | ['Long', 'String'] | true",
                "':`Hay`' | null | null | false",
            ],
            await Rows(Farm, "CALL db.schema.nodeTypeProperties() YIELD nodeType, propertyName, propertyTypes, mandatory RETURN nodeType, propertyName, propertyTypes, mandatory"));

    [Fact]
    public async Task Properties_are_told_by_the_type_of_a_relationship() =>
        Assert.Equal(
            ["':`EATS`' | 'kg' | ['Long'] | true", "':`NEAR`' | null | null | false"],
            await Rows(Farm, "CALL db.schema.relTypeProperties()"));
}
