namespace CoEvolve.Graph.Bolt.Security;

/// <summary>Somebody who may log on.</summary>
/// <param name="Name">The name, as it is written; upper and lower case count.</param>
/// <param name="Role">What the user may do.</param>
/// <param name="Password">The password's hash.</param>
/// <param name="MustChange">Whether the password was set by somebody else, and has to be changed before anything else can be done.</param>
internal sealed record BoltUser(string Name, BoltRole Role, PasswordHash Password, bool MustChange);

/// <summary>How a login ended.</summary>
internal enum LoginOutcome
{
    /// <summary>Name and password are right.</summary>
    Welcome,

    /// <summary>They are not; which of the two is not told.</summary>
    Refused,

    /// <summary>Too many failures in a row: not even looked at.</summary>
    Locked,
}
