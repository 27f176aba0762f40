using System.Text.RegularExpressions;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Execution.Results;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>The commands that keep the users. They belong to the server and not to the graph, and are told from statements by their first words.</summary>
internal static partial class Administration
{
    private const string ArgumentCode = "Neo.ClientError.Statement.ArgumentError";

    /// <summary>Whether a statement does what is allowed with a password that must be changed.</summary>
    public static bool ChangesOwnPassword(string cypher) => OwnPassword().IsMatch(cypher);

    /// <returns>The result, or null where the statement is none of these commands.</returns>
    public static IGraphResult? TryRun(string cypher, MapValue parameters, ServedGraph served, BoltUser user)
    {
        if (OwnPassword().Match(cypher) is { Success: true } own)
        {
            ChangeOwn(own, parameters, served, user);
        }
        else if (CreateUser().Match(cypher) is { Success: true } create)
        {
            RequireAdmin(user);
            Create(create, parameters, served);
        }
        else if (DropUser().Match(cypher) is { Success: true } drop)
        {
            RequireAdmin(user);
            Drop(drop, served, user);
        }
        else if (CreateDatabase().IsMatch(cypher))
        {
            throw new CypherException(StatusCodes.UnsupportedAdministration, $"Unsupported administration command: {cypher}", compileTime: true);
        }
        else
        {
            return null;
        }

        return new BufferedResult(QueryType.Schema, [], new(), new());
    }

    private static void ChangeOwn(Match match, MapValue parameters, ServedGraph served, BoltUser user)
    {
        var old = TextOf(match, "1", parameters);
        if (!user.Password.Matches(old))
        {
            throw new CypherException(ArgumentCode, $"User '{user.Name}' failed to alter their own password: Invalid principal or credentials.", compileTime: true);
        }

        Set(served, user.Name, TextOf(match, "2", parameters), user.Role, mustChange: false);
    }

    private static void Create(Match match, MapValue parameters, ServedGraph served)
    {
        var name = match.Groups["name"].Value;
        var replaces = match.Groups["replace"].Success;
        if (!replaces && served.Users.TryFind(name, out _))
        {
            if (match.Groups["missing"].Success)
            {
                return;
            }

            throw new CypherException(ArgumentCode, $"Failed to create the specified user '{name}': User already exists.", compileTime: true);
        }

        var role = match.Groups["role"] is { Success: true } given ? Enum.Parse<BoltRole>(given.Value, ignoreCase: true) : BoltRole.Analyst;
        Set(served, name, TextOf(match, "1", parameters), role, mustChange: !match.Groups["keep"].Success);
    }

    private static void Drop(Match match, ServedGraph served, BoltUser user)
    {
        var name = match.Groups["name"].Value;
        if (name == user.Name)
        {
            throw new CypherException(ArgumentCode, $"Failed to delete the specified user '{name}': Deleting yourself is not allowed.", compileTime: true);
        }

        if (!served.Users.Remove(name) && !match.Groups["missing"].Success)
        {
            throw new CypherException(ArgumentCode, $"Failed to delete the specified user '{name}': User does not exist.", compileTime: true);
        }
    }

    private static void Set(ServedGraph served, string name, string password, BoltRole role, bool mustChange)
    {
        if (password.Length < BoltUsers.MinPasswordLength)
        {
            throw new CypherException(ArgumentCode, $"A password must be at least {BoltUsers.MinPasswordLength} characters.", compileTime: true);
        }

        served.Users.Set(name, password, role, mustChange);
    }

    private static void RequireAdmin(BoltUser user)
    {
        if (user.Role != BoltRole.Admin)
        {
            throw new CypherException(StatusCodes.Forbidden, "Permission denied: only an admin keeps the users.", compileTime: true);
        }
    }

    private static string TextOf(Match match, string number, MapValue parameters)
    {
        var parameter = match.Groups["p" + number];
        if (!parameter.Success)
        {
            return match.Groups["t" + number].Value;
        }

        return parameters.GetOrNull(parameter.Value) is { Kind: ValueKind.String } text
            ? text.AsString()
            : throw new CypherException(CypherErrors.ParameterMissingCode, $"Expected parameter(s): {parameter.Value}", compileTime: true);
    }

    [GeneratedRegex(@"^\s*ALTER\s+CURRENT\s+USER\s+SET\s+PASSWORD\s+FROM\s+(?:\$(?<p1>\w+)|'(?<t1>[^']*)'|""(?<t1>[^""]*)"")\s+TO\s+(?:\$(?<p2>\w+)|'(?<t2>[^']*)'|""(?<t2>[^""]*)"")\s*;?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnPassword();

    [GeneratedRegex(@"^\s*CREATE\s+(?<replace>OR\s+REPLACE\s+)?USER\s+`?(?<name>\w+)`?\s+(?<missing>IF\s+NOT\s+EXISTS\s+)?SET\s+(?:PLAINTEXT\s+)?PASSWORD\s+(?:\$(?<p1>\w+)|'(?<t1>[^']*)'|""(?<t1>[^""]*)"")(?:\s+(?:SET\s+PASSWORD\s+)?CHANGE\s+(?:REQUIRED|(?<keep>NOT\s+REQUIRED)))?(?:\s+SET\s+ROLE\s+(?<role>admin|service|analyst))?\s*;?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CreateUser();

    [GeneratedRegex(@"^\s*DROP\s+USER\s+`?(?<name>\w+)`?(?<missing>\s+IF\s+EXISTS)?\s*;?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DropUser();

    [GeneratedRegex(@"^\s*(?:CREATE|DROP|ALTER|START|STOP)\s+(?:OR\s+REPLACE\s+)?(?:COMPOSITE\s+)?DATABASE\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CreateDatabase();
}
