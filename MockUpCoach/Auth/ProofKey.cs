using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Proof key for code exchange, method S256: challenge = base64url(SHA-256(verifier)). Source: RFC 7636.</summary>
internal static class ProofKey
{
    private const int ChallengeLength = 43; // 32 bytes in base64url

    private static readonly SearchValues<char> UrlSafe = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    public static bool IsChallenge(string? text) => text is { Length: ChallengeLength } && !text.AsSpan().ContainsAnyExcept(UrlSafe);

    public static bool Matches(string challenge, string verifier) =>
        verifier.Length is >= 43 and <= 128
        && !verifier.AsSpan().ContainsAnyExcept(Unreserved)
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(challenge), Encoding.ASCII.GetBytes(ChallengeOf(verifier)));

    public static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
