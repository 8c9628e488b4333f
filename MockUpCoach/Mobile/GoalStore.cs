using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Mobile;

/// <summary>Goals.</summary>
internal sealed class GoalStore(UpCoachDatabase database)
{
    private const string SelectAll = "/* goals.list */ SELECT id, title, progress, target_date FROM goals WHERE user_id = $1 ORDER BY target_date, id LIMIT 100";

    public async Task<GoalList> GetAllAsync(CurrentUser user, CancellationToken stop) => new(user.Note(await database.ReadAsync(
        user.PersonalFloor, new Sql(SelectAll).With(user.Id),
        Rows.All(row => new Goal(row.GetInt64(0), row.GetString(1), row.GetDouble(2), row.GetFieldValue<DateOnly>(3))), stop)));
}
