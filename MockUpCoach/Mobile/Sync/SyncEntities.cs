namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Everything that can be written offline.</summary>
internal static class SyncEntities
{
    public static readonly IReadOnlyList<ISyncEntity> All = [new SyncGoal(), new SyncHabit(), new SyncCheckIn(), new SyncNotification()];

    public static ISyncEntity Find(string name) => All.First(entity => entity.Name == name);
}
