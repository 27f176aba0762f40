using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <summary>Turns the text of one statement into its syntax tree.</summary>
internal static class CypherParser
{
    /// <summary>Parses one statement, with or without a closing semicolon.</summary>
    /// <exception cref="CypherException">A SyntaxError with the position of the first token that does not fit.</exception>
    public static Statement Parse(string text) => throw new NotImplementedException();
}
