using UpCoach.CdnEdge.Caching.Fields;

namespace UpCoach.CdnEdge.Caching.Rules;

/// <summary>An origin's answer as the rules read it.</summary>
internal sealed record ResponseView(int Status, IHeaderDictionary Fields, ResponseDirectives Directives, bool IsTargeted, DateTimeOffset? Date)
{
    /// <summary>Reads the fields that matter to a cache.</summary>
    public static ResponseView Of(int status, IHeaderDictionary fields, DateTimeOffset now)
    {
        var targeted = fields.TryGetValue(TargetedCacheControl.Name, out var lines) ? TargetedCacheControl.Parse(lines.ToString()) : null;
        var directives = targeted ?? ResponseDirectives.Parse(fields.CacheControl.ToString());
        return new ResponseView(status, fields, directives, targeted is not null, HttpDate.Parse(fields.Date.ToString(), now));
    }

    public string? EntityTag => Fields.ETag is [{ Length: > 0 } tag] ? tag : null;

    public string? LastModified => Fields.LastModified is [{ Length: > 0 } moment] ? moment : null;

    public bool HasValidator => EntityTag is not null || LastModified is not null;
}
