using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>The platform's dearest analytics: retention, headline, live figures and a ranked search, warm and now and then cold.</summary>
/// <remarks>
/// Warm (tag <c>state:warm</c>): prepared, on a connection that has run it. Cold (<c>state:cold</c>, one iteration in ten): the first statement of a new
/// connection, which parses and plans it and reads the catalogs. The table's pages are in memory for both: nobody may empty a shared server's buffers.
/// </remarks>
internal sealed class ComplexAnalytics : DatabaseVisit
{
    private const int ColdOneIn = 10;

    private readonly PoolLease _coldLease;
    private readonly PostgresSession _cold;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public ComplexAnalytics(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool)
    {
        _coldLease = database.Lease(pool with { Name = pool.Name + " cold", IsCold = true });
        _cold = new PostgresSession(user, _coldLease.Source);
    }

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        if (User.Iteration % ColdOneIn == User.Number % ColdOneIn)
        {
            using (User.Tagged("state", "cold")) await RunAsync(_cold, isCold: true, stop);
        }
        else
        {
            using (User.Tagged("state", "warm")) await RunAsync(Session, isCold: false, stop);
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask ReadyAsync(CancellationToken stop)
    {
        // Each of the pool's connections that this user meets first is warm after it.
        await RunAsync(Session, isCold: false, stop);
    }

    /// <inheritdoc/>
    protected override ValueTask CloseAsync() => _coldLease.DisposeAsync();

    private async ValueTask RunAsync(PostgresSession session, bool isCold, CancellationToken stop)
    {
        var now = User.Clock.GetUtcNow().UtcDateTime;
        var retention = await session.QueryAsync(Of(AnalyticsStatements.Retention), row => row.GetFieldValue<double[]>(2).Length, stop);
        User.Check("analytics.retention: there are cohorts", retention.IsSuccess && retention.Rows.Count > 0);
        var headline = await session.QueryAsync(Of(AnalyticsStatements.Headline), row => row.GetInt32(1), stop, DateOnly.FromDateTime(now));
        User.Check("analytics.headline: there is one", headline.IsSuccess && headline.Rows.Count == 1);
        var live = await session.QueryAsync(Of(AnalyticsStatements.Live), row => row.GetInt32(3), stop, now);
        User.Check("analytics.live: there are figures", live.IsSuccess && live.Rows.Count == 1);
        var hits = await session.QueryAsync(Of(SearchStatements.Words), row => row.GetInt64(0), stop, "morning", 20);
        User.Check("content.search: something is found", hits.IsSuccess && hits.Rows.Count > 0);

        PostgresStatement Of(PostgresStatement statement) => isCold ? statement with { IsPrepared = false } : statement;
    }
}
