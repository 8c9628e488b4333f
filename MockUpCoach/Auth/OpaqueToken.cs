using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Random text that means something only to this server: codes and refresh tokens.</summary>
internal static class OpaqueToken
{
    /// <summary>Gives 256 random bits as 43 characters.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Gives what is stored of a token. No salt is needed: 256 random bits can't be guessed from their hash.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
