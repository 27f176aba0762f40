using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Binding;

internal sealed partial class Binder
{
    private BoundExpression BindCall(Expression expression, Scope scope)
    {
        if (SyntaxWalk.IsAggregate(expression))
        {
            return BindAggregate(expression);
        }

        var call = (FunctionExpression)expression;
        if (string.Equals(call.Name, "exists", StringComparison.OrdinalIgnoreCase))
        {
            return BindExistsFunction(call, scope);
        }

        var function = FunctionLibrary.Find(call.Name)
            ?? throw Error($"There is no function '{call.Name}'.", call);
        if (call.Distinct)
        {
            throw Error($"DISTINCT belongs to aggregating functions, and '{function.Name}' is none.", call);
        }

        CheckArgumentCount(call, function);
        if (function.Name == "normalize" && call.Arguments is [_, VariableExpression form])
        {
            call = call with { Arguments = [call.Arguments[0], new LiteralExpression(Value.Of(form.Name.ToUpperInvariant()), form.Position)] };
        }

        var arguments = new CompiledExpression[call.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = BindExpression(call.Arguments[i], scope);
            Require(argument.Type, function.Parameters[Math.Min(i, function.Parameters.Length - 1)], call.Arguments[i]);
            arguments[i] = argument.Expression;
        }

        return new(new FunctionCallExpression(function, arguments), new(function.Returns));
    }

    private static void CheckArgumentCount(FunctionExpression call, FunctionDefinition function)
    {
        var count = call.Arguments.Count;
        if (count < function.Required || (count > function.Parameters.Length && !function.Variadic))
        {
            var wanted = function.Variadic ? $"at least {function.Required}"
                : function.Required == function.Parameters.Length ? $"{function.Required}"
                : $"{function.Required} to {function.Parameters.Length}";
            throw Error($"'{function.Name}' takes {wanted} argument(s), but {count} were given.", call);
        }
    }

    private BoundExpression BindExistsFunction(FunctionExpression call, Scope scope)
    {
        if (call.Arguments is not [PatternExpression { Pattern.Selector: PathSelector.All } or ExistsExpression])
        {
            throw Error("exists(variable.property) is no longer part of Cypher: write variable.property IS NOT NULL.", call);
        }

        return BindExpression(call.Arguments[0], scope, isPredicate: true);
    }

    private BoundExpression BindAggregate(Expression expression)
    {
        if (_projection is not { Aggregating: true } context || _iterations > 0)
        {
            throw Error("An aggregate cannot stand here: it needs a WITH or RETURN whose rows it sums up.", expression);
        }

        foreach (var (known, slot, type) in context.BoundAggregates)
        {
            if (known.Equals(expression))
            {
                return new(new SlotExpression(slot), type);
            }
        }

        _projection = null;
        var aggregate = expression is FunctionExpression call
            ? BindAggregateCall(call, context.Input)
            : new(AggregateLibrary.Find("count") ?? throw new InvalidOperationException("The aggregate library lacks count."), false, null, null, NewSlot());
        _projection = context;
        context.Aggregates.Add(aggregate);
        var result = new StaticType(aggregate.Definition.Returns);
        if (SyntaxWalk.IsShallow(expression))
        {
            context.BoundAggregates.Add((expression, aggregate.Slot, result));
        }

        return new(new SlotExpression(aggregate.Slot), result);
    }

    private BoundAggregate BindAggregateCall(FunctionExpression call, Scope input)
    {
        var definition = AggregateLibrary.Find(call.Name) ?? throw Error($"There is no function '{call.Name}'.", call);
        if (definition.TakesList)
        {
            call = call with { Arguments = [new ListExpression(call.Arguments, call.Position)] };
        }

        if (call.Arguments.Count != definition.Parameters.Length)
        {
            throw Error($"'{definition.Name}' takes {definition.Parameters.Length} argument(s), but {call.Arguments.Count} were given.", call);
        }

        var arguments = call.Arguments.Select((argument, i) =>
        {
            var bound = BindExpression(argument, input);
            Require(bound.Type, definition.Parameters[i], argument);
            RefuseRandom(bound.Expression, argument);
            if (i == 1 && bound.Expression is ConstantExpression { Value.IsNumber: true } percentile && percentile.Value.AsDouble() is < 0 or > 1)
            {
                throw Error("A percentile lies between 0.0 and 1.0.", argument);
            }

            return bound.Expression;
        }).ToArray();
        return new(definition, call.Distinct, arguments[0], arguments.ElementAtOrDefault(1), NewSlot());
    }

    private static void RefuseRandom(CompiledExpression bound, Expression argument)
    {
        if (bound.SelfAndDescendants().OfType<FunctionCallExpression>().Any(call => !call.Function.Deterministic))
        {
            throw Error("A random value cannot be aggregated: draw it in WITH first.", argument);
        }
    }

    private BoundCallProcedure BindCallProcedure(CallProcedureClause call, Scope scope, bool standalone)
    {
        var live = scope.Slots();
        var procedure = _procedures.Find(call.Name)
            ?? throw new CypherException(CypherErrors.ProcedureNotFoundCode, $"There is no procedure '{call.Name}'.", call.Position, compileTime: true);
        if (call.Arguments is null && !standalone)
        {
            throw Error($"Inside a query '{procedure.Name}' needs its arguments in parentheses.", call);
        }

        var arguments = call.Arguments is null ? ImplicitArguments(call, procedure) : ExplicitArguments(call, procedure, scope);
        var yields = BindYields(call, procedure, scope, standalone);
        var where = call.Where is null ? null : BindPredicate(call.Where, scope);
        return new(procedure, arguments, yields, where, call.Optional, live);
    }

    private CompiledExpression[] ExplicitArguments(CallProcedureClause call, ProcedureDefinition procedure, Scope scope)
    {
        var given = call.Arguments!;
        var required = procedure.Inputs.Count(input => input.Default is null);
        if (given.Count < required || given.Count > procedure.Inputs.Length)
        {
            throw Error($"'{procedure.Name}' takes {procedure.Inputs.Length} argument(s), but {given.Count} were given.", call);
        }

        var arguments = new CompiledExpression[procedure.Inputs.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i >= given.Count)
            {
                arguments[i] = new ConstantExpression(procedure.Inputs[i].Default!.Value);
                continue;
            }

            if (SyntaxWalk.ContainsAggregate(given[i]))
            {
                throw Error("A procedure's argument cannot aggregate: aggregate in WITH first.", given[i]);
            }

            var argument = BindExpression(given[i], scope);
            var wanted = procedure.Inputs[i].Type;
            Require(argument.Type, (wanted & CypherTypes.Float) != 0 ? wanted | CypherTypes.Integer : wanted, given[i]);
            arguments[i] = argument.Expression;
        }

        return arguments;
    }

    /// <summary>A standalone CALL without parentheses takes its arguments from the parameters of the same names.</summary>
    private CompiledExpression[] ImplicitArguments(CallProcedureClause call, ProcedureDefinition procedure) =>
        [.. procedure.Inputs.Select(input =>
        {
            if (_givenParameters.ContainsKey(input.Name))
            {
                return new ParameterValueExpression(ParameterIndex(input.Name));
            }

            return input.Default is { } value
                ? (CompiledExpression)new ConstantExpression(value)
                : throw new CypherException(CypherErrors.ParameterMissingCode, $"'{procedure.Name}' needs the parameter '{input.Name}'.", call.Position, compileTime: true);
        })];

    private (int Output, int Slot)[] BindYields(CallProcedureClause call, ProcedureDefinition procedure, Scope scope, bool standalone)
    {
        if (call.Yield is null)
        {
            if (!standalone && !call.YieldAll && procedure.Outputs.Length > 0)
            {
                throw Error($"Inside a query, say with YIELD which columns of '{procedure.Name}' are wanted.", call);
            }

            if (call.Arguments is null && call.YieldAll && procedure.Inputs.Length > 0 && !standalone)
            {
                throw Error($"Inside a query '{procedure.Name}' needs its arguments in parentheses.", call);
            }

            return [.. procedure.Outputs.Select((output, i) => (i, DeclareYield(output, new(output.Name, call.Position), scope)))];
        }

        return [.. call.Yield.Select(item =>
        {
            var output = Array.FindIndex(procedure.Outputs, field => field.Name == item.Column);
            return output < 0
                ? throw Error($"'{procedure.Name}' has no column '{item.Column}'.", item)
                : (output, DeclareYield(procedure.Outputs[output], item.Variable, scope));
        })];
    }

    private int DeclareYield(ProcedureField output, VariableExpression variable, Scope scope)
    {
        RefuseRedeclaration(variable, scope);
        var slot = NewSlot();
        scope.Declare(new(variable.Name, slot, new(output.Type)));
        return slot;
    }
}
