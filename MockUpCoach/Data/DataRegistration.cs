using Npgsql;
using StackExchange.Redis;
using UpCoach.MockUpCoach.Data.Caching;
using UpCoach.MockUpCoach.Data.Migrations;
using UpCoach.MockUpCoach.Data.Seeding;

namespace UpCoach.MockUpCoach.Data;

/// <summary>Registers PostgreSQL and Redis.</summary>
internal static class DataRegistration
{
    /// <summary>Connects to Redis and registers it with the database's data source, the cache, migrations and seed.</summary>
    /// <remarks>Redis is connected here, before the first request: a connection made lazily under load loses its first callers to time-outs.</remarks>
    public static async Task AddUpCoachDataAsync(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var database = ReadDatabaseSettings(builder.Configuration);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(database.ConnectionString).BuildMultiHost());
        services.AddSingleton(provider => new ReplicaPositions(database, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<ReplicaPositions>());
        services.AddSingleton<UpCoachDatabase>();
        services.AddSingleton<ApiMetrics>();

        // Made by a factory, so that the container closes it.
        var redis = await ConnectionMultiplexer.ConnectAsync(ReadRedisSettings(builder.Configuration));
        services.AddSingleton<IConnectionMultiplexer>(_ => redis);
        services.AddSingleton<RedisStore>();
        services.AddSingleton<ReadCache>();

        var seed = builder.Configuration.GetSection("UpCoach:Seed").Get<SeedOptions>() ?? new SeedOptions();
        services.AddSingleton(new MigrationRunner(MigrationReader.ReadAll(), new Seeder(seed).AfterAsync));
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(ApiMetrics.MeterName).AddNpgsqlInstrumentation())
            .WithTracing(tracing => tracing.AddNpgsql());
    }

    /// <summary>Reads the connection string and what it leaves open.</summary>
    internal static NpgsqlConnectionStringBuilder ReadDatabaseSettings(ConfigurationManager configuration)
    {
        var options = configuration.GetSection("UpCoach:Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        var settings = new NpgsqlConnectionStringBuilder(Required(configuration, "upcoachdb"))
        {
            LoadBalanceHosts = true,
            HostRecheckSeconds = 2,
            NoResetOnClose = true,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            ApplicationName = "upcoach-api",
        };

        // ContainsKey knows every keyword that there is; ShouldSerialize those that were given.
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = options.MostConnections;
        if (!settings.ShouldSerialize("Timeout"))
            settings.Timeout = 5;
        return settings;
    }

    private static ConfigurationOptions ReadRedisSettings(IConfiguration configuration)
    {
        var text = Required(configuration, "cache");
        var options = ConfigurationOptions.Parse(text);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        if (!text.Contains("asyncTimeout=", StringComparison.OrdinalIgnoreCase))
            options.AsyncTimeout = 1_000;
        options.ConnectTimeout = 2_000;
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
        options.ReconnectRetryPolicy = new LinearRetry(250);
        options.ClientName = "upcoach-api";
        return options;
    }

    private static string Required(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name)
        ?? throw new InvalidOperationException($"The connection string '{name}' is missing. Set ConnectionStrings__{name}.");
}
