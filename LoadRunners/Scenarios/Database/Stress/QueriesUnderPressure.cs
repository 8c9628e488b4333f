using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Stress;

/// <summary>The dearest queries while another scenario holds the pool's 500 connections. A query that ran without that pressure fails the check <c>pressure is on</c>.</summary>
internal sealed class QueriesUnderPressure : DatabaseScenario
{
    private readonly int _pressure;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public QueriesUnderPressure(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool) => _pressure = Number("PRESSURE", 475);

    /// <inheritdoc/>
    public override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        await QueryAsync(stop);
        var sessions = await Session.QueryAsync(StressStatements.Sessions, row => row.GetInt64(0), stop, LabDatabase.SessionPrefix + DatabaseStressScenarios.Saturated);
        User.Check("pressure is on", sessions is { IsSuccess: true, Rows: [var count] } && count >= _pressure);
        await User.ThinkAsync(Settings.Think, stop);
    }

    /// <inheritdoc/>
    protected override async ValueTask ReadyAsync(CancellationToken stop) => await QueryAsync(stop);

    private async ValueTask QueryAsync(CancellationToken stop)
    {
        var now = User.Clock.GetUtcNow().UtcDateTime;
        var retention = await Session.QueryAsync(AnalyticsStatements.Retention, row => row.GetInt32(1), stop);
        User.Check("analytics.retention: there are cohorts", retention.IsSuccess && retention.Rows.Count > 0);
        var live = await Session.QueryAsync(AnalyticsStatements.Live, row => row.GetInt32(3), stop, now);
        User.Check("analytics.live: there are figures", live.IsSuccess && live.Rows.Count == 1);
        var hits = await Session.QueryAsync(SearchStatements.Words, row => row.GetInt64(0), stop, "morning", 20);
        User.Check("content.search: something is found", hits.IsSuccess && hits.Rows.Count > 0);
    }
}
