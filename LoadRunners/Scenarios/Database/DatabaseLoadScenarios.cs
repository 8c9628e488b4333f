using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Content;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Load;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Database;

/// <summary>The request's "Critical database performance scenarios", one each.</summary>
internal static class DatabaseLoadScenarios
{
    private static readonly IReadOnlyList<MetricDefinition> s_metrics = [.. PostgresMetrics.All, ServerTimes.ServerDuration];

    private static readonly TimeSpan s_idleLifetime = TimeSpan.FromMinutes(5);

    public static IEnumerable<ScenarioDefinition> Definitions(LabDatabase database)
    {
        var popularities = new ConcurrentDictionary<int, ZipfDistribution>();
        Func<int, ZipfDistribution> popularity = count => popularities.GetOrAdd(count, static items => new ZipfDistribution(items, ContentManagement.PopularitySkew));
        yield return Entry("db_user_login", "finds a password's hash and opens a session with a refresh token", new("login") { WritesToLab = true },
            (user, pool) => new UserLogin(user, database, pool));
        yield return Entry("db_token_validation", "finds a token's session with its user, and whether the refresh token is unused", new("tokens") { WritesToLab = true },
            (user, pool) => new TokenValidation(user, database, pool));
        yield return Entry("db_session_management", "opens, finds, renews and ends a session", new("sessions") { WritesToLab = true },
            (user, pool) => new SessionManagement(user, database, pool));
        yield return Entry("db_profile_retrieval", "finds a user by address and the profile of a session", new("profiles") { WritesToLab = true },
            (user, pool) => new ProfileRetrieval(user, database, pool));
        yield return Entry("db_dashboard_metrics", "the eight statements of one look at the dashboard", new("dashboard"),
            (user, pool) => new DashboardMetrics(user, database, pool));
        yield return Entry("db_event_insertion", "copies a batch of events in and rolls it up, in one transaction", new("events") { WritesToLab = true },
            (user, pool) => new EventInsertion(user, database, pool));
        yield return Entry("db_complex_analytics", "retention, headline, live figures and a ranked search, warm and cold", new("analytics"),
            (user, pool) => new ComplexAnalytics(user, database, pool));
        yield return Entry("db_server_times", "what the statements took at the server, from pg_stat_statements", new("statements"),
            (user, pool) => new ServerTimes(user, database, pool)) with { Measures = "pg_server_duration" };
        yield return Entry("db_read_write_mix", "reads the live figures while others write them", new("mix") { WritesToLab = true },
            (user, pool) => new ReadWriteMix(user, database, pool));
        yield return Entry("db_content_access", "creates articles and reads articles, pages and pages of a tag", new("content"),
            (user, pool) => new ContentAccess(user, database, pool, popularity));
        yield return Entry("db_full_text_search", "searches for a word, whole and while it is typed", new("search"),
            (user, pool) => new FullTextSearch(user, database, pool));
        yield return Entry("db_file_metadata", "keeps, finds, attaches, lists and deletes a file's description", new("files") { WritesToLab = true },
            (user, pool) => new FileMetadata(user, database, pool));
        yield return Entry("db_content_versioning", "saves an article if nobody else did, reads its history, restores a version", new("versions") { WritesToLab = true },
            (user, pool) => new ContentVersioning(user, database, pool, popularity));
    }

    // What was made warm before the clock started is still there when a scenario's turn comes.
    private static ScenarioDefinition Entry(string name, string description, PoolOptions pool, Func<VirtualUser, PoolOptions, IScenario> create) =>
        new(name, description, user => create(user, pool with { Size = EnvNumber.Read(user.Env, "CONNECTIONS", pool.Size), IdleLifetime = s_idleLifetime }))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = s_metrics,
            Measures = "pg_query_duration, pg_query_response, pg_query_failed of each statement",
            Needs = [LabServices.Database],
        };
}
