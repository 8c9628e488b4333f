using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Tests.Data;

[Trait("kind", "server")]
public sealed class PoolTests(ApiFixture api)
{
    private const int Most = 20;

    [Theory]
    [InlineData("Host=a,b,c", null, Most)]
    [InlineData("Host=a,b,c", "84", 84)]
    [InlineData("Host=a,b,c;Maximum Pool Size=7", "84", 7)]
    [InlineData("Host=a,b,c;MaxPoolSize=7", null, 7)]
    public void Settings_PoolSize_IsWhatWasConfigured(string connectionString, string? configured, int expected)
    {
        using var configuration = new ConfigurationManager();
        configuration["ConnectionStrings:upcoachdb"] = connectionString;
        if (configured is not null)
            configuration["UpCoach:Database:MostConnections"] = configured;
        Assert.Equal(expected, DataRegistration.ReadDatabaseSettings(configuration).MaxPoolSize);
    }

    [Fact]
    public async Task Pools_MostConnections_AreReachedAndShownInTheMetrics()
    {
        // An instance of its own: those of this process share their meters, and one that has ended took its measurements out of the others' exporters.
        await using var own = await api.StartAsync("upcoach-pools");
        var source = own.Services.GetRequiredService<NpgsqlMultiHostDataSource>();
        var opened = new List<NpgsqlConnection>();
        try
        {
            foreach (var role in new[] { TargetSessionAttributes.Primary, TargetSessionAttributes.Standby })
            {
                var server = source.WithTargetSession(role);
                for (var n = 0; n < Most; n++)
                    opened.Add(await server.OpenConnectionAsync(TestContext.Current.CancellationToken));
            }
        }
        finally
        {
            foreach (var connection in opened)
                await connection.DisposeAsync();
        }

        Assert.Equal(2 * Most, opened.Count);
        using var response = await own.Client.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        var metrics = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("db_client_connection_count{", metrics, StringComparison.Ordinal);
        Assert.Contains("upcoach_db_pool_wait_seconds_bucket{", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", metrics, StringComparison.OrdinalIgnoreCase);
        var sizes = metrics.Split('\n').Where(line => line.StartsWith("db_client_connection_max{", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf(' ') + 1)..]);
        Assert.Contains("20", sizes);
    }
}
