using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Short ways to write a function's definition, and the errors that its body raises.</summary>
internal static class FunctionTypes
{
    /// <summary>A function that answers Null as soon as one of its arguments is Null, and otherwise runs its body.</summary>
    public static FunctionDefinition Strict(string name, CypherTypes[] parameters, CypherTypes returns, FunctionBody body, int? required = null) =>
        new(name, parameters, required ?? parameters.Length, returns, (context, arguments) =>
        {
            foreach (var argument in arguments)
            {
                if (argument.IsNull)
                {
                    return Value.Null;
                }
            }

            return body(context, arguments);
        });

    /// <summary>A strict function of one argument that does not look at the graph.</summary>
    public static FunctionDefinition Unary(string name, CypherTypes parameter, CypherTypes returns, Func<Value, Value> body) =>
        new(name, [parameter], 1, returns, (_, arguments) => arguments[0].IsNull ? Value.Null : body(arguments[0]));

    /// <summary>The same of a body that may take long, and looks at the context whether it is to stop.</summary>
    public static FunctionDefinition Unary(string name, CypherTypes parameter, CypherTypes returns, Func<FunctionContext, Value, Value> body) =>
        new(name, [parameter], 1, returns, (context, arguments) => arguments[0].IsNull ? Value.Null : body(context, arguments[0]));

    public static CypherException WrongType(string function, string wanted, Value given) =>
        CypherErrors.Type($"{function}() takes {wanted}, but {TypeNames.Describe(given)} was given.");

    public static string Text(string function, Value value) => value.IsString ? value.AsString() : throw WrongType(function, "a string", value);

    public static double Number(string function, Value value) => value.IsNumber ? value.AsDouble() : throw WrongType(function, "a number", value);

    public static long Integer(string function, Value value) => value.IsInteger ? value.AsInteger() : throw WrongType(function, "an integer", value);

    public static ListValue List(string function, Value value) => value.Heap<ListValue>() ?? throw WrongType(function, "a list", value);

    /// <summary>Each item of a list turned into something else.</summary>
    public static Value Map(ListValue list, Func<Value, Value> convert, CancellationToken cancellation)
    {
        var items = new Value[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (i % ExecutionContext.WeighedItems == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            items[i] = convert(list[i]);
        }

        return Value.Of(items);
    }
}
