using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>What became of one write.</summary>
/// <param name="Key">The write's key.</param>
/// <param name="Result">
/// applied; duplicate: it, or one with the same effect, was applied before; conflict: the thing has changed since <c>base</c>, and stays as it is;
/// rejected: it can't be done, now or later.
/// </param>
/// <param name="Id">The thing; null if it never was.</param>
/// <param name="Revision">The change that made it what it is now: the base for the next write of the same thing.</param>
/// <param name="Reason">Why a write is not applied.</param>
/// <param name="Current">After a conflict, what the thing is; null if it is deleted.</param>
public sealed record SyncResult(
    Guid Key,
    string Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Id = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Revision = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SyncState? Current = null)
{
    internal const string Applied = "applied";
    internal const string Duplicate = "duplicate";
    internal const string Conflict = "conflict";
    internal const string Rejected = "rejected";
}
