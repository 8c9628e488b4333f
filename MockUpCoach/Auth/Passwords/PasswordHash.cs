using System.Globalization;
using System.Security.Cryptography;

namespace UpCoach.MockUpCoach.Auth.Passwords;

/// <summary>
/// A password's hash as text: <c>$pbkdf2-sha512$i=210000$salt$key</c>, so that the cost can rise later without losing anybody.
/// PBKDF2 with HMAC-SHA-512 (RFC 8018 section 5.2), 128 bits of salt, 256 bits of key.
/// </summary>
internal sealed record PasswordHash(int Rounds, byte[] Salt, byte[] Key)
{
    /// <summary>What OWASP's password storage guide advises at least for this function.</summary>
    public const int LeastRounds = 210_000;

    private const string Kind = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;

    /// <summary>Hashes a password with a new salt. Takes a tenth of a second of a core at 210,000 rounds.</summary>
    public static PasswordHash Create(string password, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(rounds, salt, Derive(password, salt, rounds));
    }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static PasswordHash Parse(string text) =>
        text.Split('$') is ["", Kind, ['i', '=', .. var rounds], var salt, var key]
            ? new PasswordHash(int.Parse(rounds, NumberStyles.None, CultureInfo.InvariantCulture), Convert.FromBase64String(salt), Convert.FromBase64String(key))
            : throw new FormatException("A password's hash has the form $pbkdf2-sha512$i=rounds$salt$key.");

    /// <summary>Says whether this is the password. Takes as long for a wrong one.</summary>
    public bool Matches(string password) => CryptographicOperations.FixedTimeEquals(Key, Derive(password, Salt, Rounds));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"${Kind}$i={Rounds}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(Key)}");

    private static byte[] Derive(string password, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, KeyBytes);
}
