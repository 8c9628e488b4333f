using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Goals, written offline.</summary>
internal sealed class SyncGoal : ISyncEntity
{
    // As many as the list shows.
    private const string InsertSql = """
        /* sync.goal-insert */
        INSERT INTO goals (user_id, title, progress, target_date)
        SELECT $1, $2, coalesce($3, 0), $4 WHERE (SELECT count(*) FROM goals WHERE user_id = $1) < 100 RETURNING id, true
        """;

    private const string UpdateSql = $"""
        /* sync.goal-update */
        UPDATE goals SET title = coalesce($6, title), progress = coalesce($7, progress), target_date = coalesce($8, target_date), revision = $3
        WHERE user_id = $2 AND {SyncTarget.MayWrite} RETURNING id
        """;

    private const string DeleteSql = $"/* sync.goal-delete */ DELETE FROM goals WHERE user_id = $2 AND {SyncTarget.MayWrite} RETURNING id";

    public string Name => "goal";

    public string SelectCurrent(string id, string userId) => $"""
        SELECT revision, jsonb_build_object('title', title, 'progress', progress, 'targetDate', target_date) FROM goals WHERE id = {id} AND user_id = {userId}
        """;

    public string? Refuse(SyncWrite write) => write.Op == "insert" && write.Data is not { Title: not null, TargetDate: not null } ? "A new goal needs title and targetDate." : null;

    public Sql Insert(long userId, SyncData data, DateTime now) => new Sql(InsertSql).With(userId).With(data.Title!).With(data.Progress).With(data.TargetDate!.Value);

    public Sql Update(SyncTarget target, SyncData data) => target.Bind(UpdateSql).With(data.Title).With(data.Progress).With(data.TargetDate);

    public Sql Delete(SyncTarget target) => target.Bind(DeleteSql);
}
