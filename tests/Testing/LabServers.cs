using System.Globalization;
using Npgsql;

namespace UpCoach.Testing;

/// <summary>Real servers for tests: a PostgreSQL primary with one streaming replica, and Redis, on free ports with data in a temporary folder.</summary>
/// <remarks>They end with <see cref="DisposeAsync"/>, and also if the test process is killed.</remarks>
public sealed class LabServers : IAsyncDisposable
{
    private const string User = "postgres";

    private readonly ServerFolder folder;
    private readonly ServerGuardian guardian;
    private readonly int primaryPort;
    private readonly int replicaPort;
    private readonly int redisPort;
    private int primaryId;
    private int redisId;
    private int replicaId;

    private LabServers(ServerFolder folder, int[] ports)
    {
        this.folder = folder;
        guardian = ServerGuardian.Start(folder.Path);
        (primaryPort, replicaPort, redisPort) = (ports[0], ports[1], ports[2]);
    }

    /// <summary>Names both servers, the primary first; the database is <c>upcoach</c>.</summary>
    public string PostgresConnectionString => Multi("upcoach");

    /// <summary>Names Redis.</summary>
    public string RedisConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{redisPort}");

    /// <summary>Starts all servers and waits until they answer.</summary>
    public static async Task<LabServers> StartAsync(CancellationToken stop = default)
    {
        await ServerMachine.ReserveAsync();
        var servers = new LabServers(ServerFolder.Create(), FreePorts.Take(3));
        try
        {
            servers.StartRedis();
            await servers.StartPrimaryAsync(stop);
            await servers.CreateDatabaseAsync("upcoach", stop);
            await servers.CloneReplicaAsync(stop);
            await servers.StartReplicaAsync(stop);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database and gives the connection string that names it on both servers.</summary>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken stop = default)
    {
        await ExecuteAsync(primaryPort, $"CREATE DATABASE {name}", stop);
        return Multi(name);
    }

    /// <summary>Stops the replica from applying what it receives, so that it falls behind by exactly what is written from now on.</summary>
    public Task PauseReplayAsync(CancellationToken stop = default) => ExecuteAsync(replicaPort, "SELECT pg_wal_replay_pause()", stop);

    /// <summary>Ends <see cref="PauseReplayAsync"/>.</summary>
    public Task ResumeReplayAsync(CancellationToken stop = default) => ExecuteAsync(replicaPort, "SELECT pg_wal_replay_resume()", stop);

    /// <summary>Ends Redis at once, with all that it held.</summary>
    public Task StopRedisAsync(CancellationToken stop = default) => guardian.StopAsync(redisId, "KILL", stop);

    /// <summary>Starts Redis again, empty, on the same port.</summary>
    public void StartRedis() => redisId = guardian.Run(ServerPrograms.Find("redis-server"), asPostgres: false, folder.Path, "redis.log",
        "--port", Text(redisPort), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");

    /// <summary>Kills the primary, as a power failure would. It does not come back.</summary>
    public Task KillPrimaryAsync(CancellationToken stop = default) => guardian.StopAsync(primaryId, "KILL", stop);

    /// <summary>Ends the replica at once.</summary>
    public Task StopReplicaAsync(CancellationToken stop = default) => guardian.StopAsync(replicaId, "QUIT", stop);

    /// <summary>Starts the replica and waits until it answers.</summary>
    public async Task StartReplicaAsync(CancellationToken stop = default)
    {
        replicaId = guardian.Run(ServerPrograms.Find("postgres"), asPostgres: true, folder.Path, "replica.log", "-D", folder.Replica, "-p", Text(replicaPort));
        await AnswersAsync(replicaPort, stop);
    }

    /// <summary>Starts another program beside the servers, which ends with them at the latest, and gives its process id.</summary>
    public int Run(string logFile, string program, params string[] arguments) => guardian.Run(program, asPostgres: false, folder.Path, logFile, arguments);

    /// <summary>Ends such a program at once.</summary>
    public Task KillAsync(int processId, CancellationToken stop = default) => guardian.StopAsync(processId, "KILL", stop);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => guardian.DisposeAsync();

    private async Task StartPrimaryAsync(CancellationToken stop)
    {
        await ServerGuardian.CompleteAsync(ServerPrograms.Find("initdb"), folder.Path, "initdb.log", stop,
            "-D", folder.Primary, "-U", User, "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync");
        await folder.ConfigureAsync(stop);
        primaryId = guardian.Run(ServerPrograms.Find("postgres"), asPostgres: true, folder.Path, "primary.log", "-D", folder.Primary, "-p", Text(primaryPort));
        await AnswersAsync(primaryPort, stop);
    }

    private Task CloneReplicaAsync(CancellationToken stop) => ServerGuardian.CompleteAsync(ServerPrograms.Find("pg_basebackup"), folder.Path, "basebackup.log", stop,
        "-h", "127.0.0.1", "-p", Text(primaryPort), "-U", User, "-D", folder.Replica, "-X", "stream", "-C", "-S", "replica", "-R", "-c", "fast", "--no-sync");

    private static async Task AnswersAsync(int port, CancellationToken stop)
    {
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                await ExecuteAsync(port, "SELECT 1", stop);
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }, $"PostgreSQL on port {port} answers", stop);
    }

    private static async Task ExecuteAsync(int port, string sql, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={User};Database=postgres;Pooling=false;Timeout=60;Command Timeout=60"));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(stop);
    }

    private string Multi(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1:{primaryPort},127.0.0.1:{replicaPort};Username={User};Database={database}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
