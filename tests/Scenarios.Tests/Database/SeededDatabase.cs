using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.MockUpCoach;
using UpCoach.Scenarios.Tests.Judging;
using UpCoach.Testing;

namespace UpCoach.Scenarios.Tests.Database;

/// <summary>A real primary and replica with the platform's tables and a few rows, made by the platform itself, which then has gone.</summary>
public sealed class SeededDatabase : IAsyncLifetime
{
    public const int Users = 60;
    public const int Items = 600;

    public LabServers Servers { get; private set; } = null!;

    /// <summary>Gets the connection string of the primary alone.</summary>
    public string Primary
    {
        get
        {
            var all = new NpgsqlConnectionStringBuilder(Servers.PostgresConnectionString);
            var host = all.Host!.Split(',')[0].Split(':');
            (all.Host, all.Port) = (host[0], int.Parse(host[1], CultureInfo.InvariantCulture));
            return all.ConnectionString;
        }
    }

    /// <summary>Gets the connection string of the primary, to be changed.</summary>
    public NpgsqlConnectionStringBuilder Way => new(Primary);

    /// <summary>Runs scenarios on it and judges them.</summary>
    /// <param name="scenarios">The plan's scenarios; who and what there is, they are told.</param>
    /// <param name="stop">The test's token.</param>
    /// <param name="way">Another way to the primary, or other options; null for the straight one.</param>
    /// <param name="clock">The clock; null for the machine's.</param>
    internal Task<Judgement> JudgeAsync(string scenarios, CancellationToken stop, NpgsqlConnectionStringBuilder? way = null, TimeProvider? clock = null)
    {
        var all = JsonNode.Parse(scenarios)!.AsObject();
        foreach (var (_, scenario) in all)
        {
            var env = scenario!["env"] as JsonObject ?? [];
            scenario["env"] = env;
            env.TryAdd("USERS", Users.ToString(CultureInfo.InvariantCulture));
            env.TryAdd("ITEMS", Items.ToString(CultureInfo.InvariantCulture));
        }

        var lab = new LabServices(new Dictionary<string, string>
        {
            ["ConnectionStrings__upcoachdb"] = way?.ConnectionString ?? Primary,
            ["ConnectionStrings__upcoachdb-servers"] = Servers.PostgresConnectionString,
        });
        return Judgement.RunAsync(new Uri("http://127.0.0.1:1"), all.ToJsonString(), lab, stop, clock);
    }

    public async ValueTask InitializeAsync()
    {
        Servers = await LabServers.StartAsync();
        await using var app = await UpCoachApplication.CreateAsync([
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=Warning",
            $"--ConnectionStrings:upcoachdb={Servers.PostgresConnectionString}",
            $"--ConnectionStrings:cache={Servers.RedisConnectionString}",
            string.Create(CultureInfo.InvariantCulture, $"--UpCoach:Seed:Users={Users}"),
            string.Create(CultureInfo.InvariantCulture, $"--UpCoach:Seed:ContentItems={Items}"),
            "--UpCoach:Seed:CheckIns=600",
            "--UpCoach:WarmUpRounds=1",
        ]);
        await app.StartAsync();
        using var client = new HttpClient();
        await Eventually.TrueAsync(
            async () =>
            {
                using var health = await client.GetAsync(new Uri(new Uri(app.Urls.Single()), "/health"));
                return health.StatusCode == HttpStatusCode.OK;
            },
            "the API is ready");
        await Eventually.TrueAsync(async () => await AskAsync<bool>("SELECT coalesce((SELECT refreshed_at IS NOT NULL FROM analytics_upkeep) AND EXISTS (SELECT FROM analytics_daily), false)"), "the figures are computed");
        await app.StopAsync();
    }

    /// <summary>Asks the primary.</summary>
    public async Task<T> AskAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Primary);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Does something at the primary.</summary>
    public async Task DoAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Primary);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Keeps the lab's schema while a test uses it.</summary>
    internal async Task<IAsyncDisposable> KeepSchemaAsync()
    {
        var schema = new LabSchema();
        await schema.AcquireAsync(Primary, CancellationToken.None);
        return new Kept(schema);
    }

    public ValueTask DisposeAsync() => Servers.DisposeAsync();

    private sealed class Kept(LabSchema schema) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await schema.ReleaseAsync();
            schema.Dispose();
        }
    }
}
