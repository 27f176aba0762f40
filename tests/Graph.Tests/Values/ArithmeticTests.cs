using System.Diagnostics.CodeAnalysis;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Values;

[SuppressMessage("Usage", "xUnit1051", Justification = "These values are short: nothing is to be cancelled.")]
public sealed class ArithmeticTests
{
    [Fact]
    public void An_integer_sum_that_overflows_is_an_error()
    {
        AssertError(CypherErrors.ArithmeticCode, () => Arithmetic.Add(Value.Of(long.MaxValue), Value.Of(1L)));
        AssertError(CypherErrors.ArithmeticCode, () => Arithmetic.Subtract(Value.Of(long.MinValue), Value.Of(1L)));
        AssertError(CypherErrors.ArithmeticCode, () => Arithmetic.Multiply(Value.Of(4611686018427387904L), Value.Of(2L)));
        AssertError(CypherErrors.ArithmeticCode, () => Arithmetic.Negate(Value.Of(long.MinValue)));
    }

    [Fact]
    public void The_extremes_can_be_reached()
    {
        Assert.Equal(long.MinValue, Arithmetic.Multiply(Value.Of(4611686018427387904L), Value.Of(-2L)).AsInteger());
        Assert.Equal(long.MinValue, Arithmetic.Subtract(Value.Of(-1L), Value.Of(long.MaxValue)).AsInteger());
    }

    [Fact]
    public void Integer_division_truncates_towards_zero()
    {
        Assert.Equal(-2L, Arithmetic.Divide(Value.Of(-7L), Value.Of(3L)).AsInteger());
        Assert.Equal(-1L, Arithmetic.Modulo(Value.Of(-7L), Value.Of(3L)).AsInteger());
    }

    [Fact]
    public void Dividing_by_an_integer_zero_is_an_error_even_for_null_and_floats()
    {
        AssertError(CypherErrors.ArithmeticCode, () => Arithmetic.Divide(Value.Of(1L), Value.Of(0L)));
        AssertError(CypherErrors.ArithmeticCode, () => Arithmetic.Divide(Value.Null, Value.Of(0L)));
        AssertError(CypherErrors.ArithmeticCode, () => Arithmetic.Modulo(Value.Of(1L), Value.Of(0L)));
    }

    [Fact]
    public void Dividing_by_a_float_zero_gives_infinity_or_NaN()
    {
        Assert.Equal(double.PositiveInfinity, Arithmetic.Divide(Value.Of(1L), Value.Of(0.0)).AsDouble());
        Assert.True(double.IsNaN(Arithmetic.Divide(Value.Of(0.0), Value.Of(0.0)).AsDouble()));
    }

    [Fact]
    public void A_power_is_always_a_float() => Assert.Equal("8.0", Arithmetic.Power(Value.Of(2L), Value.Of(3L)).ToString());

    [Fact]
    public void One_to_the_power_of_infinity_is_NaN() =>
        Assert.True(double.IsNaN(Arithmetic.Power(Value.Of(1L), Value.Of(double.PositiveInfinity)).AsDouble()));

    [Fact]
    public void A_string_takes_up_numbers_and_booleans()
    {
        Assert.Equal("a1.0", Arithmetic.Add(Value.Of("a"), Value.Of(1.0)).AsString());
        Assert.Equal("truea", Arithmetic.Add(Value.True, Value.Of("a")).AsString());
    }

    [Fact]
    public void A_list_takes_up_items_at_either_end_and_lists_join()
    {
        Assert.Equal("[1, 2]", Arithmetic.Add(List(1), Value.Of(2L)).ToString());
        Assert.Equal("[0, 1]", Arithmetic.Add(Value.Of(0L), List(1)).ToString());
        Assert.Equal("[1, 2]", Arithmetic.Add(List(1), List(2)).ToString());
        Assert.True(Arithmetic.Add(List(1), Value.Null).IsNull);
    }

    [Fact]
    public void Kinds_without_a_sum_are_type_errors() =>
        AssertError(CypherErrors.TypeCode, () => Arithmetic.Add(Value.True, Value.Of(1L)));

    [Fact]
    public void Concatenation_takes_two_strings_or_two_lists_only()
    {
        Assert.Equal("ab", Arithmetic.Concatenate(Value.Of("a"), Value.Of("b")).AsString());
        Assert.True(Arithmetic.Concatenate(Value.Null, List(1)).IsNull);
        AssertError(CypherErrors.TypeCode, () => Arithmetic.Concatenate(Value.Of("a"), Value.Of(1L)));
        AssertError(CypherErrors.TypeCode, () => Arithmetic.Concatenate(Value.Of("a"), List(1)));
    }

    [Fact]
    public void An_operand_that_settles_the_answer_hides_a_type_error()
    {
        Assert.Equal(Value.False, Logic.And(Value.Of(1L), Value.False));
        Assert.Equal(Value.True, Logic.Or(Value.Of(1L), Value.True));
        AssertError(CypherErrors.TypeCode, () => Logic.And(Value.Of(1L), Value.True));
        AssertError(CypherErrors.TypeCode, () => Logic.Xor(Value.Null, Value.Of(1L)));
    }

    [Fact]
    public void Null_is_unknown_in_logic()
    {
        Assert.Equal(Value.False, Logic.And(Value.Null, Value.False));
        Assert.True(Logic.And(Value.Null, Value.True).IsNull);
        Assert.True(Logic.Or(Value.Null, Value.False).IsNull);
        Assert.True(Logic.Not(Value.Null).IsNull);
    }

    [Fact]
    public void A_list_counts_as_true_when_it_has_items() => Assert.Equal(Value.True, Logic.Not(Value.Of(ListValue.Empty)));

    private static Value List(long item) => Value.Of([Value.Of(item)]);

    private static void AssertError(string code, Func<Value> computation) =>
        Assert.Equal(code, Assert.Throws<CypherException>(() => computation()).Code);
}
