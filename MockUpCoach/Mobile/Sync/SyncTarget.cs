using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>What an update or a delete is aimed at.</summary>
/// <param name="UserId">Whose it must be.</param>
/// <param name="Id">Which one.</param>
/// <param name="Revision">What it becomes.</param>
/// <param name="Seen">The newest change that its author knew of.</param>
/// <param name="Began">The newest change before this batch: what is newer was made by the batch itself, which knows it.</param>
internal readonly record struct SyncTarget(long UserId, long Id, long Revision, long Seen, long Began)
{
    /// <summary>Which rows may be written. Parameters 1 to 5 are this target, in order.</summary>
    public const string MayWrite = "id = $1 AND (revision <= $4 OR revision > $5) AND $3::bigint IS NOT NULL";

    public Sql Bind(string sql) => new Sql(sql).With(Id).With(UserId).With(Revision).With(Seen).With(Began);
}
