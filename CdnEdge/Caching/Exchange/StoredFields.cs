using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using UpCoach.CdnEdge.Caching.Fields;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Which fields of an answer are kept, and which of them a confirmation changes.</summary>
internal static class StoredFields
{
    // RFC 9111, 3.1: what concerns one connection or a proxy, and what the node makes up each time.
    private static readonly HashSet<string> NotStored = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.ProxyConnection, HeaderNames.TE, HeaderNames.Trailer, HeaderNames.TransferEncoding, HeaderNames.Upgrade,
        HeaderNames.ProxyAuthenticate, "Proxy-Authentication-Info", HeaderNames.ProxyAuthorization, HeaderNames.Age, HeaderNames.ContentLength,
    };

    // RFC 9111, 3.2: a confirmation speaks of the stored body, so what describes its bytes stays.
    private static readonly HashSet<string> NotRenewed = new(NotStored, StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.ContentEncoding, HeaderNames.ContentType, HeaderNames.ContentRange,
    };

    /// <summary>The fields to store.</summary>
    public static KeyValuePair<string, StringValues>[] Of(IHeaderDictionary fields, ResponseDirectives directives)
        => [.. fields.Where(field => !NotStored.Contains(field.Key) && !directives.FieldsNotStored.Contains(field.Key, StringComparer.OrdinalIgnoreCase))];

    /// <summary>The stored fields with those of a confirmation in their place.</summary>
    public static HeaderDictionary Renewed(IEnumerable<KeyValuePair<string, StringValues>> stored, IHeaderDictionary confirmation)
    {
        var fields = new HeaderDictionary();
        foreach (var (name, value) in stored) fields[name] = value;
        foreach (var (name, value) in confirmation)
        {
            if (!NotRenewed.Contains(name)) fields[name] = value;
        }

        if (confirmation.Age.Count > 0) fields[HeaderNames.Age] = confirmation.Age;
        return fields;
    }

    /// <summary>Takes out of a message what its sender named as meant for the next hop only (RFC 9110, 7.6.1).</summary>
    public static void RemoveNominated(IHeaderDictionary fields, IEnumerable<string> nominated)
    {
        foreach (var name in nominated) fields.Remove(name);
    }
}
