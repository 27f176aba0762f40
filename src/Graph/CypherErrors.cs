namespace CoEvolve.Graph;

/// <summary>Neo4j's status codes that the engine raises, and short ways to raise them.</summary>
internal static class CypherErrors
{
    public const string SyntaxCode = "Neo.ClientError.Statement.SyntaxError";
    public const string SemanticCode = "Neo.ClientError.Statement.SemanticError";
    public const string TypeCode = "Neo.ClientError.Statement.TypeError";
    public const string ArgumentCode = "Neo.ClientError.Statement.ArgumentError";
    public const string ArithmeticCode = "Neo.ClientError.Statement.ArithmeticError";
    public const string EntityNotFoundCode = "Neo.ClientError.Statement.EntityNotFound";
    public const string ParameterMissingCode = "Neo.ClientError.Statement.ParameterMissing";
    public const string ConstraintCode = "Neo.ClientError.Schema.ConstraintValidationFailed";
    public const string ProcedureNotFoundCode = "Neo.ClientError.Procedure.ProcedureNotFound";
    public const string ProcedureCallFailedCode = "Neo.ClientError.Procedure.ProcedureCallFailed";
    public const string ExecutionFailedCode = "Neo.DatabaseError.Statement.ExecutionFailed";
    public const string TimedOutCode = "Neo.ClientError.Transaction.TransactionTimedOut";
    public const string OutOfMemoryCode = "Neo.TransientError.General.MemoryPoolOutOfMemoryError";
    public const string AccessModeCode = "Neo.ClientError.Statement.AccessMode";

    /// <summary>A statement that commits by itself, in a transaction of several statements.</summary>
    public const string TransactionStartCode = "Neo.DatabaseError.Transaction.TransactionStartFailed";

    /// <summary>In the message of a LIMIT or SKIP below 0.</summary>
    public const string OutOfRange = "takes a whole number that is not negative";

    /// <summary>How the message begins that answers a text without a statement.</summary>
    public const string EmptyStatement = "There is no query";

    /// <summary>A mistake seen before the query ran: grammar, scope or static type.</summary>
    public static CypherException Syntax(string message, SourcePosition position) => new(SyntaxCode, message, position, compileTime: true);

    /// <summary>A part of a query that parses but means nothing, such as a malformed regular expression.</summary>
    public static CypherException Semantic(string message) => new(SemanticCode, message);

    /// <summary>A value of the wrong type, seen while the query ran.</summary>
    public static CypherException Type(string message) => new(TypeCode, message);

    /// <summary>A value of the right type that is out of its range, seen while the query ran.</summary>
    public static CypherException Argument(string message) => new(ArgumentCode, message);

    /// <summary>Overflow or division by zero.</summary>
    public static CypherException Arithmetic(string message) => new(ArithmeticCode, message);

    /// <summary>A node or relationship that was deleted, or never was.</summary>
    public static CypherException EntityNotFound(string message) => new(EntityNotFoundCode, message);

    /// <summary>A failure that Neo4j reports as one of the database, such as a negative length given to <c>left()</c>.</summary>
    public static CypherException ExecutionFailed(string message) => new(ExecutionFailedCode, message);

    /// <summary>A value that is larger than any may be.</summary>
    public static CypherException TooLarge(string message) => new(OutOfMemoryCode, message);

    /// <summary>A write that a constraint forbids.</summary>
    public static CypherException Constraint(string message) => new(ConstraintCode, message);
}
