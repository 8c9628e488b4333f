using System.Text.Json;
using Npgsql;

namespace UpCoach.EndToEnd.Tests;

/// <summary>One run of a plan with a little of every group, with what could be seen while it ran.</summary>
public sealed class WholeRun : IAsyncLifetime
{
    private static readonly TimeSpan RunDeadline = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MomentDeadline = TimeSpan.FromMinutes(1);
    private const string EveryServer = "ConnectionStrings__upcoachdb-servers";
    private static readonly string[] Replicas = ["postgres-replica-1", "postgres-replica-2"];

    /// <summary>The host's exit code.</summary>
    public int ExitCode { get; private set; }

    /// <summary>What the host printed.</summary>
    public string Output { get; private set; } = "";

    /// <summary>The run's result folder.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>Names under which standbys streamed from the primary while load ran.</summary>
    public IReadOnlyList<string> StreamingReplicas { get; private set; } = [];

    /// <summary>Processes of the lab that outlived it.</summary>
    public IReadOnlyList<string> Survivors { get; private set; } = [];

    /// <summary>Argument lists of all processes of the lab.</summary>
    public string CommandLines { get; private set; } = "";

    /// <summary>Generated passwords and tokens of this run.</summary>
    public IReadOnlyList<string> Secrets { get; private set; } = [];

    /// <summary>The parsed <c>summary.json</c>.</summary>
    public JsonDocument Summary() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "summary.json")));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await using var lab = LabProcess.Start("--plan", Path.Combine(LabProcess.Root, "tests", "EndToEnd.Tests", "plans", "whole.json"));
        await lab.WaitForLineAsync("running (", LabProcess.StartDeadline);
        var processes = lab.Descendants();
        CommandLines = string.Join('\n', processes.Select(process => ProcessTable.CommandLineOf(process.Id)));
        var environments = processes.Select(process => ProcessTable.EnvironmentOf(process.Id)).ToList();
        Secrets = [.. environments.SelectMany(SecretsIn).Distinct()];
        await WatchReplicasAsync(environments.First(one => one.ContainsKey(EveryServer))[EveryServer]);
        ExitCode = await lab.WaitForExitAsync(RunDeadline);
        Survivors = [.. (await lab.SurvivorsAfterFiveSecondsAsync()).Select(process => process.ToString())];
        Output = lab.Output;
        Folder = lab.Folder;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A standby may be between two connections when it is asked after: so until both are seen, or for a moment.
    private async Task WatchReplicasAsync(string connectionString)
    {
        var began = TimeProvider.System.GetTimestamp();
        do
        {
            StreamingReplicas = await StreamingReplicasAsync(connectionString);
            if (StreamingReplicas.SequenceEqual(Replicas)) return;
            await LabProcess.PauseAsync();
        }
        while (TimeProvider.System.GetElapsedTime(began) < MomentDeadline);
    }

    private static async Task<IReadOnlyList<string>> StreamingReplicasAsync(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { TargetSessionAttributes = "primary" };
        await using var source = NpgsqlDataSource.Create(settings.ConnectionString);
        await using var command = source.CreateCommand("SELECT application_name FROM pg_stat_replication WHERE state = 'streaming' ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static IEnumerable<string> SecretsIn(IReadOnlyDictionary<string, string> environment) =>
        new[] { "POSTGRES_PASSWORD", "REDIS_PASSWORD", "RUNNER_TOKEN", "LAB_CONTROL_TOKEN", "Cdn__PurgeToken" }
            .Select(name => environment.GetValueOrDefault(name))
            .OfType<string>()
            .Where(value => value.Length > 0);
}
