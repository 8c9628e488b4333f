using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Something of the user's that changed.</summary>
/// <param name="Seq">Its number among the user's changes, from 1 without gaps.</param>
/// <param name="Entity">What kind of thing.</param>
/// <param name="Id">Which one.</param>
/// <param name="Op">insert, update or delete: a delete is the tombstone of what it names.</param>
/// <param name="At">When.</param>
/// <param name="Data">What the thing is now, if that was asked for and it is still there.</param>
public sealed record Change(
    long Seq, string Entity, long Id, string Op, DateTimeOffset At, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SyncState? Data = null);
