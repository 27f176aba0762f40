using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace CoEvolve.Graph.Bolt.Security;

/// <summary>The users of a Bolt server, kept in one file. Safe to use from several threads.</summary>
/// <remarks>
/// <para>A right password is remembered while the process lives, as an HMAC under a key that is never written, so that a pool of connections logs on without a
/// slow hash each. A wrong one always takes the slow way, and so does an unknown user's.</para>
/// <para>After <see cref="AllowedFailures"/> failures in a row a user is locked for <see cref="LockTime"/> from the last try on.</para>
/// </remarks>
public sealed class BoltUsers
{
    /// <summary>Failures in a row before a user is locked.</summary>
    public const int AllowedFailures = 3;

    /// <summary>The shortest password that is taken, in characters.</summary>
    public const int MinPasswordLength = 8;

    /// <summary>The user that the first start makes.</summary>
    public const string FirstUser = "neo4j";

    /// <summary>How long a user is locked.</summary>
    public static readonly TimeSpan LockTime = TimeSpan.FromSeconds(5);

    private static readonly SemaphoreSlim Hashing = new(Environment.ProcessorCount);

    private readonly ConcurrentDictionary<string, BoltUser> _users;
    private readonly ConcurrentDictionary<string, (int Count, long Last)> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _proven = new(StringComparer.Ordinal);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _saving = new();
    private readonly string? _path;
    private readonly TimeProvider _clock;
    private readonly int _iterations;
    private readonly PasswordHash _nobody;

    private BoltUsers(string? path, TimeProvider clock, IEnumerable<BoltUser> users, int iterations = PasswordHash.RecommendedIterations)
    {
        _path = path;
        _clock = clock;
        _iterations = iterations;
        _nobody = new(iterations, new byte[16], new byte[32]);
        _users = new(users.Select(user => KeyValuePair.Create(user.Name, user)), StringComparer.Ordinal);
    }

    /// <summary>Whether there is nobody who could log on.</summary>
    public bool IsEmpty => _users.IsEmpty;

    /// <summary>The users' names and roles, by name.</summary>
    public IReadOnlyList<(string Name, BoltRole Role)> All => [.. _users.Values.OrderBy(user => user.Name, StringComparer.Ordinal).Select(user => (user.Name, user.Role))];

    /// <summary>Users that live as long as the object.</summary>
    public static BoltUsers InMemory(TimeProvider? clock = null) => new(null, clock ?? TimeProvider.System, []);

    /// <summary>Users whose passwords are hashed with fewer rounds, for tests that make many servers.</summary>
    internal static BoltUsers InMemory(int iterations, TimeProvider? clock = null) => new(null, clock ?? TimeProvider.System, [], iterations);

    /// <summary>Opens the users' file, or starts an empty one.</summary>
    /// <exception cref="InvalidDataException">The file is there and cannot be read; nobody is let in then, rather than anybody.</exception>
    public static BoltUsers Open(string path, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new(path, clock ?? TimeProvider.System, File.Exists(path) ? UserFile.Read(path) : []);
    }

    /// <summary>Makes the first user where there is none.</summary>
    /// <param name="password">The password; null for one that is made up.</param>
    /// <returns>The password that was made up, to be shown once; else null.</returns>
    /// <exception cref="ArgumentException">The password is too short.</exception>
    public string? EnsureFirstUser(string? password)
    {
        if (!IsEmpty)
        {
            return null;
        }

        var made = password is null ? RandomNumberGenerator.GetString("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 20) : null;
        Set(FirstUser, password ?? made!, BoltRole.Admin);
        return made;
    }

    /// <summary>Adds a user, or gives one another password and role.</summary>
    /// <exception cref="ArgumentException">The password is too short, or the name empty.</exception>
    public void Set(string name, string password, BoltRole role, bool mustChange = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(password);
        if (password.Length < MinPasswordLength)
        {
            throw new ArgumentException($"A password must be at least {MinPasswordLength} characters.", nameof(password));
        }

        _users[name] = new(name, role, PasswordHash.Of(password, _iterations), mustChange);
        Forget(name);
    }

    /// <summary>Removes a user; false where there is none of the name.</summary>
    public bool Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var removed = _users.TryRemove(name, out _);
        Forget(name);
        return removed;
    }

    internal bool TryFind(string name, [NotNullWhen(true)] out BoltUser? user) => _users.TryGetValue(name, out user);

    internal async ValueTask<LoginOutcome> LogOnAsync(string name, string password, CancellationToken cancellationToken)
    {
        var known = _users.TryGetValue(name, out var user);
        if (known && IsLocked(name))
        {
            return LoginOutcome.Locked;
        }

        var proof = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{name.Length}:{name}{password}"));
        if (!await IsProvenAsync(name, user?.Password ?? _nobody, password, proof, cancellationToken).ConfigureAwait(false))
        {
            if (known)
            {
                _failures.AddOrUpdate(name, _ => (1, _clock.GetTimestamp()), (_, before) => (before.Count + 1, _clock.GetTimestamp()));
            }

            return LoginOutcome.Refused;
        }

        _failures.TryRemove(name, out _);
        // Somebody may have set another password meanwhile.
        if (!_users.TryGetValue(name, out var now) || !ReferenceEquals(now, user))
        {
            _proven.TryRemove(name, out _);
            return LoginOutcome.Refused;
        }

        return LoginOutcome.Welcome;
    }

    private bool IsLocked(string name)
    {
        if (!_failures.TryGetValue(name, out var failures) || failures.Count < AllowedFailures)
        {
            return false;
        }

        if (_clock.GetElapsedTime(failures.Last) < LockTime)
        {
            return true;
        }

        _failures.TryRemove(name, out _);
        return false;
    }

    // As many at once as there are cores: guesses wait for each other instead of taking the machine from queries. Of a pool that logs on all at once, the first
    // proves the password and those that waited for it need not.
    private async ValueTask<bool> IsProvenAsync(string name, PasswordHash hash, string password, byte[] proof, CancellationToken cancellationToken)
    {
        if (IsKnown(name, proof))
        {
            return true;
        }

        await Hashing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsKnown(name, proof))
            {
                return true;
            }

            var matches = hash.Matches(password);
            if (matches)
            {
                _proven[name] = proof;
            }

            return matches;
        }
        finally
        {
            Hashing.Release();
        }
    }

    private bool IsKnown(string name, byte[] proof) => _proven.TryGetValue(name, out var proven) && CryptographicOperations.FixedTimeEquals(proof, proven);

    private void Forget(string name)
    {
        _proven.TryRemove(name, out _);
        _failures.TryRemove(name, out _);
        if (_path is not null)
        {
            lock (_saving)
            {
                UserFile.Write(_path, _users.Values);
            }
        }
    }
}
