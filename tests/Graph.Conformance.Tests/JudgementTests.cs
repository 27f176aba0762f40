using System.Text.Json;
using CoEvolve.Graph.Conformance.Neo4j;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Tck;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Tests;

/// <summary>A right answer passes, and each way of being wrong is seen. Answers are made by hand; no engine takes part.</summary>
public sealed class JudgementTests
{
    private static readonly EngineAnswer OneRow = Rows(["n", "m"], [Value.Of(1L), Value.Of("x")]);

    [Fact]
    public void Tck_rows_are_compared_under_their_columns_whatever_the_order_of_columns()
    {
        Assert.Null(Tck("""{"kind":"rows","ordered":false,"ignoreListOrder":false,"columns":["m","n"],"rows":[["'x'","1"]]}""").Objection(OneRow));
        Assert.NotNull(Tck("""{"kind":"rows","ordered":false,"ignoreListOrder":false,"columns":["m","n"],"rows":[["1","'x'"]]}""").Objection(OneRow));
        Assert.NotNull(Tck("""{"kind":"rows","ordered":false,"ignoreListOrder":false,"columns":["m"],"rows":[["'x'"]]}""").Objection(OneRow));
        Assert.NotNull(Tck("""{"kind":"rows","ordered":false,"ignoreListOrder":false,"columns":["m","k"],"rows":[["'x'","1"]]}""").Objection(OneRow));
        Assert.NotNull(Tck("""{"kind":"rows","ordered":false,"ignoreListOrder":false,"columns":["m","n"],"rows":[]}""").Objection(OneRow));
    }

    [Fact]
    public void Tck_empty_means_no_rows_and_no_error()
    {
        var expectation = Tck("""{"kind":"empty"}""");
        Assert.Null(expectation.Objection(Rows([])));
        Assert.NotNull(expectation.Objection(OneRow));
        Assert.NotNull(expectation.Objection(Fails(CypherErrors.TypeCode, compileTime: false)));
    }

    [Theory]
    [InlineData("SyntaxError", "compile time", CypherErrors.SyntaxCode, true, true)]
    [InlineData("SyntaxError", "compile time", CypherErrors.SyntaxCode, false, false)]
    [InlineData("SyntaxError", "compile time", CypherErrors.ArgumentCode, true, false)]
    [InlineData("SyntaxError", "runtime", CypherErrors.ArgumentCode, false, true)]
    [InlineData("TypeError", "runtime", CypherErrors.TypeCode, false, true)]
    [InlineData("TypeError", "runtime", CypherErrors.TypeCode, true, false)]
    [InlineData("TypeError", "runtime", CypherErrors.SyntaxCode, true, true)]
    [InlineData("TypeError", "any time", CypherErrors.SyntaxCode, true, true)]
    [InlineData("TypeError", "any time", CypherErrors.ArgumentCode, false, false)]
    [InlineData("ArgumentError", "runtime", CypherErrors.ArgumentCode, false, true)]
    [InlineData("ArgumentError", "runtime", CypherErrors.TypeCode, false, false)]
    [InlineData("ProcedureError", "compile time", CypherErrors.ProcedureNotFoundCode, true, true)]
    [InlineData("EntityNotFound", "runtime", CypherErrors.EntityNotFoundCode, false, true)]
    [InlineData("ConstraintValidationFailed", "runtime", CypherErrors.ConstraintCode, false, true)]
    [InlineData("ConstraintValidationFailed", "runtime", CypherErrors.ArgumentCode, false, false)]
    public void Tck_errors_are_told_by_type_and_phase(string type, string phase, string code, bool compileTime, bool passes)
    {
        var expectation = Tck($$"""{"kind":"error","type":"{{type}}","phase":"{{phase}}","detail":"Any"}""");
        Assert.Equal(passes, expectation.Objection(Fails(code, compileTime)) is null);
        Assert.NotNull(expectation.Objection(OneRow));
    }

    [Fact]
    public void Neo4j_rows_need_the_columns_in_order_and_the_counters()
    {
        const string created = """{"keys":["n","m"],"rows":[[{"Integer":"1"},"x"]],"counters":{"nodes-created":2}}""";
        Assert.NotNull(Neo4j(created).Objection(OneRow));
        Assert.Null(Neo4j(created).Objection(OneRow with { Counters = new QueryCounters { NodesCreated = 2 } }));
        Assert.NotNull(Neo4j(created).Objection(OneRow with { Counters = new QueryCounters { NodesCreated = 2, LabelsAdded = 1 } }));
        Assert.Null(Neo4j("""{"keys":["n","m"],"rows":[[{"Integer":"1"},"x"]],"counters":{}}""").Objection(OneRow));
        Assert.NotNull(Neo4j("""{"keys":["m","n"],"rows":[["x",{"Integer":"1"}]],"counters":{}}""").Objection(OneRow));
        Assert.NotNull(Neo4j("""{"keys":["n","m"],"rows":[[{"Float":"1.0"},"x"]],"counters":{}}""").Objection(OneRow));
    }

    [Fact]
    public void Neo4j_errors_need_the_code_and_a_syntax_error_its_place()
    {
        var syntax = Neo4j("""{"error":{"code":"Neo.ClientError.Statement.SyntaxError","message":"Wrong (line 2, column 3 (offset: 9))\n\"x\""}}""");
        Assert.Null(syntax.Objection(Fails(CypherErrors.SyntaxCode, true, new(9, 2, 3))));
        Assert.NotNull(syntax.Objection(Fails(CypherErrors.SyntaxCode, true, new(8, 2, 2))));
        Assert.NotNull(syntax.Objection(Fails(CypherErrors.SyntaxCode, true)));
        Assert.NotNull(syntax.Objection(Fails(CypherErrors.TypeCode, true, new(9, 2, 3))));
        Assert.NotNull(syntax.Objection(OneRow));
        var type = Neo4j("""{"error":{"code":"Neo.ClientError.Statement.TypeError","message":"Wrong"}}""");
        Assert.Null(type.Objection(Fails(CypherErrors.TypeCode, false, new(1, 1, 2))));
    }

    [Fact]
    public void The_total_is_summed_from_the_outcomes()
    {
        var cases = Enumerable.Range(1, 3).Select(i => new ConformanceCase("table", "category", $"case {i}", "RETURN 1", _ => Task.FromResult(CaseOutcome.Passed))).ToList();
        var report = new Report(cases, [CaseOutcome.Passed, CaseOutcome.Failed("RETURN 1", "2", "1"), new() { Verdict = Verdict.PassedOtherwise }]);
        using var text = new StringWriter();
        report.WriteTotal(text);
        Assert.Equal("2 passed, 1 failed, 0 skipped", text.ToString().TrimEnd());
    }

    private static TckExpectation Tck(string json) => TckExpectation.Read(JsonElement.Parse(json));

    private static Neo4jExpectation Neo4j(string json) => Neo4jExpectation.Read(JsonElement.Parse(json), new(Ordered: true, ListsAreBags: false, Tolerance: 0));

    private static EngineAnswer Rows(string[] columns, params Value[][] rows) => new(columns, rows, new QueryCounters(), null, null);

    private static EngineAnswer Fails(string code, bool compileTime, SourcePosition? position = null) =>
        new([], [], new QueryCounters(), null, new CypherException(code, "wrong", position, compileTime));
}
