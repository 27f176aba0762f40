using System.Security.Cryptography;

namespace CoEvolve.Graph.Bolt.Security;

/// <summary>A password that cannot be read back: PBKDF2 with HMAC-SHA-512 and a salt of its own.</summary>
/// <param name="Iterations">Rounds that the hash took.</param>
/// <param name="Salt">Random bytes, other ones for each password.</param>
/// <param name="Hash">What came of it.</param>
internal sealed record PasswordHash(int Iterations, byte[] Salt, byte[] Hash)
{
    /// <summary>OWASP's Password Storage Cheat Sheet (2023) for PBKDF2-HMAC-SHA512; about 0.1 s of one core.</summary>
    public const int RecommendedIterations = 210_000;

    private const int SaltSize = 16;
    private const int HashSize = 32;

    public static PasswordHash Of(string password, int iterations = RecommendedIterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return new(iterations, salt, Derive(password, salt, iterations));
    }

    /// <summary>Takes the same time whether or not the password is right.</summary>
    public bool Matches(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, Salt, Iterations), Hash);

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, HashSize);
}
