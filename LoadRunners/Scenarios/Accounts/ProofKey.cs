using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace UpCoach.LoadRunners.Scenarios.Accounts;

/// <summary>Proof key for code exchange, method S256 (RFC 7636).</summary>
/// <param name="Verifier">The secret: 43 characters of base64url.</param>
/// <param name="Challenge">base64url(SHA-256(verifier)).</param>
internal readonly record struct ProofKey(string Verifier, string Challenge)
{
    /// <summary>Makes a key.</summary>
    /// <param name="random">Repeatable on purpose: the same plan sends the same bytes, and nobody is protected by this key.</param>
    public static ProofKey Create(Random random) => Of(RandomText(random));

    /// <summary>Gives the key of a verifier.</summary>
    public static ProofKey Of(string verifier)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(verifier), hash);
        return new ProofKey(verifier, Base64Url.EncodeToString(hash));
    }

    /// <summary>Gives 256 bits as 43 characters of base64url.</summary>
    public static string RandomText(Random random)
    {
        Span<byte> bytes = stackalloc byte[32];
        random.NextBytes(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
