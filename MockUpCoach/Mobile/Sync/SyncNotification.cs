using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Notifications: read or put away offline, but made by the platform alone.</summary>
internal sealed class SyncNotification : ISyncEntity
{
    private const string UpdateSql = $"""
        /* sync.notification-update */
        UPDATE notifications SET read = coalesce($6, read), revision = $3 WHERE user_id = $2 AND {SyncTarget.MayWrite} RETURNING id
        """;

    private const string DeleteSql = $"/* sync.notification-delete */ DELETE FROM notifications WHERE user_id = $2 AND {SyncTarget.MayWrite} RETURNING id";

    public string Name => "notification";

    public string SelectCurrent(string id, string userId) => $"""
        SELECT revision, jsonb_build_object('text', text, 'read', read) FROM notifications WHERE id = {id} AND user_id = {userId}
        """;

    public string? Refuse(SyncWrite write) => write.Op == "insert" ? "Notifications are made by the platform." : null;

    public Sql Insert(long userId, SyncData data, DateTime now) => throw new NotSupportedException("Refused before.");

    public Sql Update(SyncTarget target, SyncData data) => target.Bind(UpdateSql).With(data.Read);

    public Sql Delete(SyncTarget target) => target.Bind(DeleteSql);
}
