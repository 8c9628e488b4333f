using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Paging;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>One thing that the user did, perhaps while away from the network.</summary>
/// <param name="Key">Made by the client, once for this write: sent again, it is known and not done twice.</param>
/// <param name="Entity">goal, habit, check-in or notification.</param>
/// <param name="Op">insert, update or delete.</param>
/// <param name="Id">What is updated or deleted.</param>
/// <param name="IdKey">Instead of <paramref name="Id"/>: the key of the write that made it.</param>
/// <param name="Base">Up to where the client had synced when the user did it, or the revision that the last write of the same thing gave; left out, this write wins over all before it.</param>
/// <param name="Data">The fields. An update leaves as they are those that are not given.</param>
public sealed record SyncWrite(
    [Required] Guid? Key,
    [Required, AllowedValues("goal", "habit", "check-in", "notification")] string? Entity,
    [Required, AllowedValues("insert", "update", "delete")] string? Op,
    long? Id = null,
    Guid? IdKey = null,
    [Cursor] string? Base = null,
    SyncData? Data = null);
