using System.Text;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>Bodies of requests and their types.</summary>
public static class HttpBody
{
    /// <summary>The type of <see cref="Form"/>.</summary>
    public const string FormType = "application/x-www-form-urlencoded";

    /// <summary>The type of JSON.</summary>
    public const string JsonType = "application/json";

    /// <summary>Encodes a form.</summary>
    public static ReadOnlyMemory<byte> Form(IEnumerable<KeyValuePair<string, string>> form) =>
        Encoding.ASCII.GetBytes(string.Join('&', form.Select(field => $"{Encode(field.Key)}={Encode(field.Value)}")));

    // Uri's own escaping but for the blank, which forms write as +.
    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
