using System.Text.Json;
using Spectre.Console;
using UpCoach.LoadRunners.Runner;
using UpCoach.LoadRunners.Runner.Commands;

namespace UpCoach.Runner.Tests;

/// <summary>Calls the command line in process, in a folder of its own.</summary>
internal sealed class RunnerBench : IDisposable
{
    private readonly StringWriter _outText = new();
    private readonly StringWriter _errorText = new();
    private readonly TextWriter _out; // all use of the text beneath is under its lock
    private readonly TextWriter _error; // the same

    public RunnerBench() => (_out, _error) = (TextWriter.Synchronized(_outText), TextWriter.Synchronized(_errorText));

    public string Folder { get; } = Directory.CreateTempSubdirectory("upcoach-runner-").FullName;

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal) { ["RUNNER_PROGRESS"] = "each-second" };

    public IAnsiConsole? Terminal { get; set; }

    public Func<char?>? ReadKey { get; set; }

    public string Out => Read(_out, _outText);

    public string Error => Read(_error, _errorText);

    public string Run => Path.Combine(Folder, "run");

    /// <summary>Writes a plan.</summary>
    public string Plan(string json, string name = "plan.json")
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, json);
        return path;
    }

    public Task<int> CallAsync(params string[] args) => CallAsync(TestContext.Current.CancellationToken, args);

    public Task<int> CallAsync(CancellationToken stop, params string[] args) => RunnerCommands.RunAsync(
        args,
        RunnerContext.OfThisProcess() with
        {
            Out = _out,
            Error = _error,
            Terminal = Terminal,
            ReadKey = ReadKey,
            Environment = Environment,
            WorkingDirectory = Folder,
        },
        stop);

    public JsonElement Summary() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Run, "summary.json"))).RootElement;

    /// <summary>
    /// Asserts an exit code of a run without a schedule. One that this machine was too busy for is void, and that is right too; its thresholds are
    /// judged all the same, and as the exit code says.
    /// </summary>
    /// <returns>Whether the exit code was the expected one.</returns>
    public bool AssertExit(int expected, int actual)
    {
        if (actual == 3 && expected != 3 && File.Exists(Path.Combine(Run, "summary.json")))
        {
            var run = Summary().GetProperty("run");
            var breaches = run.GetProperty("generator").GetProperty("breaches").EnumerateArray().Select(breach => breach.GetProperty("rule").GetString()).ToList();
            if (breaches.Count > 0 && breaches.TrueForAll(rule => rule is "own-cpu" or "gc-pause" or "littles-law"))
            {
                Assert.Equal("Void", run.GetProperty("verdict").GetProperty("outcome").GetString());
                var states = Summary().GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("state").GetString()).ToList();
                Assert.DoesNotContain("NoData", states);
                Assert.Equal(expected, states.Contains("Failed") ? 99 : 0);
                return false;
            }
        }

        Assert.True(expected == actual, $"expected exit code {expected}, not {actual}: {Error}{Out}");
        return true;
    }

    public long Requests() => Summary().GetProperty("metrics").GetProperty("http_reqs").GetProperty("count").GetInt64();

    /// <summary>Polls a condition.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, $"{what} did not come within 60 s");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Read(TextWriter writer, StringWriter text)
    {
        lock (writer) return text.ToString();
    }
}
