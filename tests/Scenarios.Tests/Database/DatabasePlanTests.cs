using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;

namespace UpCoach.Scenarios.Tests.Database;

public sealed class DatabasePlanTests
{
    private static readonly JsonObject s_plan = Repository.Parsed("database");

    private static IEnumerable<JsonNode> Targets => TargetFile.Read("database");

    [Fact]
    public void Plan_WithItsTargets_IsValidAndMeasuresThemAll()
    {
        var read = TargetFile.ReadPlan("database");

        Assert.Empty(read.Errors);
        Assert.Empty(read.Plan!.Targets.Where(target => target.Group == "database" && target.Threshold is null).Select(target => $"{target.Id}: {target.Unmeasured}"));
    }

    [Fact]
    public void Catalog_EveryScenarioOfTheGroup_IsInThePlanAndHasATarget()
    {
        using var transport = new HttpTransport();
        var scenarios = UpCoachScenarios.Catalog(transport).Definitions.Where(definition => definition.Tags is ["database", ..]).Select(definition => definition.Name).Order().ToList();

        Assert.Equal(scenarios, s_plan["scenarios"]!.AsObject().Select(scenario => scenario.Key).Order());
        Assert.Equal(scenarios, Targets.SelectMany(target => target["scenarios"]!.AsArray().Select(name => (string)name!)).Distinct().Order());
    }

    [Fact]
    public void Plan_ScenarioThatBreaks_IsTheLast() => Assert.Equal("db_failover", s_plan["scenarios"]!.AsObject().Last().Key);

    /// <summary>The lines of the request's phase 2, each a target's.</summary>
    [Theory]
    [InlineData("Concurrent user login load testing")]
    [InlineData("OAuth token validation performance")]
    [InlineData("Session management query optimization")]
    [InlineData("User profile retrieval performance")]
    [InlineData("Dashboard metrics aggregation performance")]
    [InlineData("Real-time data insertion load testing")]
    [InlineData("Complex analytics query optimization")]
    [InlineData("Concurrent read/write performance")]
    [InlineData("Content creation and retrieval performance")]
    [InlineData("Full-text search optimization testing")]
    [InlineData("File metadata management performance")]
    [InlineData("Content versioning query optimization")]
    [InlineData("Establish maximum connection pool utilization")]
    [InlineData("Test query performance under connection pressure")]
    [InlineData("Validate connection cleanup and recycling")]
    [InlineData("Monitor deadlock prevention mechanisms")]
    [InlineData("max_connections: 500 concurrent database connections")]
    [InlineData("query_performance: < 100 ms complex query execution")]
    [InlineData("connection_efficiency: > 95 % connection pool utilization")]
    [InlineData("deadlock_prevention: zero deadlock occurrences")]
    [InlineData("Concurrent write operations validation")]
    [InlineData("Transaction isolation level testing")]
    [InlineData("Data consistency verification under load")]
    [InlineData("Backup and recovery performance testing")]
    public void Line_OfTheRequest_HasATarget(string line) => Assert.Contains(Targets, target => ((string)target["text"]!).Contains(line, StringComparison.OrdinalIgnoreCase));
}
