using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Parsing;
using static CoEvolve.Graph.Tests.Parsing.Trees;

namespace CoEvolve.Graph.Tests.Parsing;

public class KeywordTests
{
    public static TheoryData<string> Words => [.. Keywords.Words];

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_keyword_may_be_a_property_key(string word)
    {
        Assert.Equal(Property(Var("n"), word), Expression($"n.{word}"));
        Assert.Equal(new MapExpression([new MapEntry(word, Int(1), default)], default), Expression($"{{{word}: 1}}"));
        Assert.Equal(new MapProjectionExpression(Var("n"), [new PropertyItem(word, default)], default), Expression($"n {{.{word}}}"));
        Assert.Equal(new SetPropertyItem(Property(Var("n"), word), Int(1), default), First<SetClause>($"SET n.{word} = 1").Items[0]);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_keyword_may_be_a_label_a_type_and_a_parameter(string word)
    {
        Assert.Equal(PathOf(Node("n", Label(word)), Relationship(PatternDirection.Outgoing, "r", Label(word)), Node()), Path($"(n:{word})-[r:{word}]->()"));
        Assert.Equal(new ParameterExpression(word, default), Expression($"${word}"));
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_keyword_may_be_a_variable_of_a_pattern_an_alias_and_a_path(string word)
    {
        Assert.Equal(PathOf(Node(word), Relationship(PatternDirection.Outgoing, word), Node()) with { Variable = Var(word) }, Path($"{word} = ({word})-[{word}]->()"));
        Assert.Equal(Var(word), First<ReturnClause>($"RETURN 1 AS {word}").Projection.Items[0].Alias);
        Assert.Equal(word, First<UnwindClause>($"UNWIND [] AS {word} RETURN 1").Variable.Name);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_keyword_may_name_a_function_in_a_namespace_and_a_procedure(string word)
    {
        Assert.Equal(new FunctionExpression($"ns.{word}", false, [], default), Expression($"ns.{word}()"));
        Assert.Equal($"{word}.{word}", First<CallProcedureClause>($"CALL {word}.{word}()").Name);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_keyword_but_the_constants_may_be_read_as_a_variable(string word)
    {
        var expression = Expression(word);

        if (word.ToUpperInvariant() is "NULL" or "TRUE" or "FALSE" or "INF" or "INFINITY" or "NAN")
            Assert.IsType<LiteralExpression>(expression);
        else
            Assert.Equal(Var(word), expression);
    }
}
