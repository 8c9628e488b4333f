using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>Reads the materialised figures. The dashboard as a whole is cached: all who look at it see the same.</summary>
internal sealed class ReportStore(UpCoachDatabase database, ReadCache cache, TimeProvider clock)
{
    public const int DashboardDays = 56;
    public const int DashboardCoaches = 12;

    private const string CacheKey = "analytics:dashboard";

    private static readonly CacheRegion Region = new("dashboard", TimeSpan.FromSeconds(15));

    /// <summary>Gives the dashboard, at most 15 s after the figures were last computed anew.</summary>
    public async Task<DashboardReport> GetDashboardAsync(CurrentUser user, CancellationToken stop) => user.Note(await cache.GetAsync(
        Region, CacheKey, WalPosition.Zero, ApiJson.Default.DashboardReport, async _ => await ReadDashboardAsync(CancellationToken.None), stop))!;

    public Task<Report<DailyActives>> GetDailyActivesAsync(CurrentUser user, int days, CancellationToken stop) =>
        ReportAsync(user, ReportSql.DailyActives(days), Rows.All(ReportRows.DailyActives), stop);

    public Task<Report<CompletionDay>> GetCompletionAsync(CurrentUser user, int days, CancellationToken stop) =>
        ReportAsync(user, ReportSql.Completion(days), Rows.All(ReportRows.Completion), stop);

    public Task<Report<RetentionCohort>> GetRetentionAsync(CurrentUser user, CancellationToken stop) =>
        ReportAsync(user, ReportSql.Retention(), Rows.All(ReportRows.Retention), stop);

    public Task<Report<CoachStanding>> GetCoachesAsync(CurrentUser user, int limit, CancellationToken stop) =>
        ReportAsync(user, ReportSql.Coaches(limit), Rows.All(ReportRows.Coach), stop);

    public Task<Report<FunnelStep>> GetFunnelAsync(CurrentUser user, CancellationToken stop) =>
        ReportAsync(user, ReportSql.Funnel(), Rows.All(ReportRows.Funnel), stop);

    // One after the other: six short reads of small tables, twelve times a minute at most.
    private async Task<DatabaseRead<DashboardReport?>> ReadDashboardAsync(CancellationToken stop)
    {
        var refreshed = await RefreshedAtAsync(stop);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var headline = await database.ReadAsync(WalPosition.Zero, ReportSql.Headline(today), Rows.First(ReportRows.Headline), stop);
        var actives = await database.ReadAsync(WalPosition.Zero, ReportSql.DailyActives(DashboardDays), Rows.All(ReportRows.DailyActives), stop);
        var completion = await database.ReadAsync(WalPosition.Zero, ReportSql.Completion(DashboardDays), Rows.All(ReportRows.Completion), stop);
        var retention = await database.ReadAsync(WalPosition.Zero, ReportSql.Retention(), Rows.All(ReportRows.Retention), stop);
        var coaches = await database.ReadAsync(WalPosition.Zero, ReportSql.Coaches(DashboardCoaches), Rows.All(ReportRows.Coach), stop);
        var funnel = await database.ReadAsync(WalPosition.Zero, ReportSql.Funnel(), Rows.All(ReportRows.Funnel), stop);
        var report = new DashboardReport(
            refreshed.Value?.At, headline.Value, actives.Value, completion.Value, retention.Value, coaches.Value, funnel.Value);
        return new DatabaseRead<DashboardReport?>(report, refreshed.AsOf, refreshed.Source);
    }

    private async Task<Report<T>> ReportAsync<T>(
        CurrentUser user, Sql sql, Func<NpgsqlDataReader, CancellationToken, Task<List<T>>> read, CancellationToken stop) =>
        new((await RefreshedAtAsync(stop)).Value?.At, user.Note(await database.ReadAsync(WalPosition.Zero, sql, read, stop)));

    private Task<DatabaseRead<RefreshNote?>> RefreshedAtAsync(CancellationToken stop) =>
        database.ReadAsync(WalPosition.Zero, ReportSql.RefreshedAt(), Rows.First(ReportRows.Refreshed), stop);
}
