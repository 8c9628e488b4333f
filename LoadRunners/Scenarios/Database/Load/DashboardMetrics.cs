using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>All that one look at the dashboard asks of the database, one after the other as the platform does, where its cache has nothing.</summary>
internal sealed class DashboardMetrics(VirtualUser user, LabDatabase database, PoolOptions pool) : DatabaseVisit(user, database, pool)
{
    private const int Days = 56;
    private const int Coaches = 12;

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        var now = User.Clock.GetUtcNow().UtcDateTime;
        using (User.Group("dashboard"))
        {
            var refreshed = await Session.QueryAsync(AnalyticsStatements.Refreshed, row => !row.IsDBNull(0), stop);
            User.Check("dashboard: figures were computed", refreshed is { IsSuccess: true, Rows: [true] });
            var headline = await Session.QueryAsync(AnalyticsStatements.Headline, row => row.GetInt32(1), stop, DateOnly.FromDateTime(now));
            User.Check("dashboard: there is a headline", headline is { IsSuccess: true, Rows: [> 0] });
            var actives = await Session.QueryAsync(AnalyticsStatements.DailyActives, row => row.GetFieldValue<DateOnly>(0), stop, Days);
            var completion = await Session.QueryAsync(AnalyticsStatements.Completion, row => row.GetFieldValue<DateOnly>(0), stop, Days);
            User.Check("dashboard: both curves are of the same days, oldest first", actives.Rows.Count > 0 && actives.Rows.SequenceEqual(completion.Rows)
                && actives.Rows.SequenceEqual(actives.Rows.Order()));
            var retention = await Session.QueryAsync(AnalyticsStatements.Retention, row => row.GetFieldValue<double[]>(2), stop);
            User.Check("dashboard: retention is a share of each cohort", retention.Rows.Count > 0 && retention.Rows.All(rates => rates.All(rate => rate is >= 0 and <= 1)));
            var coaches = await Session.QueryAsync(AnalyticsStatements.Coaches, row => row.GetInt32(0), stop, Coaches);
            User.Check("dashboard: coaches are in order", coaches.Rows.Count > 0 && coaches.Rows.SequenceEqual(coaches.Rows.Order()));
            var funnel = await Session.QueryAsync(AnalyticsStatements.Funnel, row => row.GetInt32(2), stop);
            User.Check("dashboard: the funnel never widens", funnel.Rows.Count == 6 && funnel.Rows.SequenceEqual(funnel.Rows.OrderDescending()));
            var live = await Session.QueryAsync(AnalyticsStatements.Live, row => row.GetInt32(3), stop, now);
            User.Check("dashboard: there are live figures", live is { IsSuccess: true, Rows: [>= 0] });
        }
    }
}
