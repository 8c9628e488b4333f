using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Caching.Rules;

/// <summary>A client's conditions on a stored answer.</summary>
internal static class Conditions
{
    /// <summary>Says whether the client has the stored answer already.</summary>
    /// <remarks>RFC 9111, 4.3.2: tags come before dates, and where the answer has no <c>Last-Modified</c> its <c>Date</c> counts.</remarks>
    public static bool IsNotModified(IHeaderDictionary request, StoredResponse stored, DateTimeOffset now)
    {
        if (stored.Status != StatusCodes.Status200OK) return false;
        if (request.IfNoneMatch.Count > 0) return EntityTag.IsNamedIn(request.IfNoneMatch.ToString(), stored.EntityTag);
        if (request.IfModifiedSince.Count == 0 || HttpDate.Parse(request.IfModifiedSince.ToString(), now) is not { } since) return false;
        var changed = stored.LastModified is { } text ? HttpDate.Parse(text, now) : stored.Date;
        return changed <= since;
    }

    /// <summary>Gives the part of the stored answer that is asked for; null where it is the whole.</summary>
    /// <remarks>RFC 9110, 13.1.5 and 14.2: <c>If-Range</c> needs a strong tag or the exact date.</remarks>
    public static ByteRange? Range(IHeaderDictionary request, StoredResponse stored)
    {
        if (request.Range.Count == 0 || stored.Status != StatusCodes.Status200OK) return null;
        if (request.IfRange is { Count: > 0 } condition)
        {
            var validator = condition.ToString();
            var isSame = validator.StartsWith('"') ? validator == stored.EntityTag : validator == stored.LastModified;
            if (!isSame) return null;
        }

        return ByteRange.Parse(request.Range.ToString(), stored.Body.Length);
    }
}
