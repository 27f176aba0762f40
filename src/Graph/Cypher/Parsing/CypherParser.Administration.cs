using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>Administration: users, roles, databases. There is nothing here to administer, so that every such command ends in the error that Neo4j's Community edition gives.</content>
internal sealed partial class CypherParser
{
    private const string UnsupportedAdministrationCode = "Neo.ClientError.Statement.UnsupportedAdministrationCommand";
    private const int ShortestPassword = 8;

    private static readonly string[] AdministeredThings = ["USER", "ROLE", "ROLES", "DATABASE", "ALIAS", "COMPOSITE", "SERVER", "IMMUTABLE", "CURRENT"];
    private static readonly string[] UnshownThings = ["ROLE", "ROLES", "PRIVILEGE", "PRIVILEGES", "SUPPORTED", "POPULATED", "SERVER", "SERVERS", "USER"];

    /// <summary>Always null, or an error: no administration command is carried out.</summary>
    private Statement? ParseAdministration() => IsAdministration() ? throw AdministrationError() : null;

    private bool IsAdministration() => Kind switch
    {
        TokenKind.Create or TokenKind.Drop => IsThing(1) || (Peek(1).Kind == TokenKind.Or && IsWord(2, "REPLACE") && IsThing(3)),
        TokenKind.Alter or TokenKind.Grant or TokenKind.Deny or TokenKind.Revoke or TokenKind.Rename or TokenKind.Start or TokenKind.Stop => true,
        TokenKind.Show => !IsWord(2, "DEFINED") && (Array.Exists(UnshownThings, word => IsWord(1, word)) || (IsWord(1, "ALL") && Array.Exists(UnshownThings, word => IsWord(2, word)))),
        _ => IsWord(0, "ENABLE") || IsWord(0, "DEALLOCATE") || IsWord(0, "REALLOCATE") || IsWord(0, "DRYRUN"),
    };

    private bool IsThing(int distance) => Array.Exists(AdministeredThings, word => IsWord(distance, word)) && Peek(distance + 1).Kind is not (TokenKind.Equal or TokenKind.LeftParenthesis);

    private CypherException AdministrationError()
    {
        if (Kind == TokenKind.Create && IsWord(1, "USER") && ShortPassword())
            return CypherErrors.Argument($"A password must be at least {ShortestPassword} characters long.");
        if (Kind == TokenKind.Drop && IsWord(1, "USER"))
            return CypherErrors.Argument($"There is no user '{TextOf(Peek(2))}' that could be dropped.");
        return Kind == TokenKind.Alter && IsWord(1, "USER")
            ? CypherErrors.Argument($"The user '{TextOf(Peek(2))}' cannot be altered.")
            : new CypherException(UnsupportedAdministrationCode, "Users, roles and databases are not administered by commands here.", compileTime: true);
    }

    private bool ShortPassword()
    {
        var word = Array.FindIndex(_tokens, token => SpanOf(token).Equals("PASSWORD", StringComparison.OrdinalIgnoreCase));
        return word >= 0 && word + 1 < _tokens.Length && _tokens[word + 1] is { Kind: TokenKind.StringLiteral } password && password.Length - 2 < ShortestPassword;
    }
}
