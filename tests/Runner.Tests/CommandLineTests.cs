using System.Net;
using System.Net.Sockets;

namespace UpCoach.Runner.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly RunnerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task UnknownOption_Given_IsBadInput()
    {
        Assert.Equal(104, await _bench.CallAsync("validate", "x", "--nonsense"));
        Assert.StartsWith("error: ", _bench.Error, StringComparison.Ordinal);
        Assert.Contains("--nonsense", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownCommand_Given_IsBadInput() => Assert.Equal(104, await _bench.CallAsync("destroy"));

    [Fact]
    public async Task Run_WithoutTarget_IsBadInput()
    {
        Assert.Equal(104, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(10))));
        Assert.Contains("--target", _bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("nowhere")]
    public async Task Run_TargetThatIsNoHttpAddress_IsBadInput(string target) =>
        Assert.Equal(104, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(10)), "--target", target));

    [Theory]
    [InlineData("--scale-time", "0")]
    [InlineData("--scale-time", "-1")]
    [InlineData("--scale-rate", "many")]
    public async Task Validate_BadScale_IsBadInput(string option, string value) =>
        Assert.Equal(104, await _bench.CallAsync("validate", _bench.Plan(Plans.Iterations(10)), option, value));

    [Fact]
    public async Task Validate_GoodPlan_SaysWhatItDoes()
    {
        Assert.Equal(0, await _bench.CallAsync("validate", _bench.Plan(Plans.Iterations(10))));
        Assert.Contains("1 scenarios", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_ThePlanOfTheOutputsPage_IsValid()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "outputs.md"), TestContext.Current.CancellationToken);
        var plan = page.Split("```json\n")[1].Split("```")[0];
        Assert.Equal(0, await _bench.CallAsync("validate", _bench.Plan(plan)));
    }

    [Fact]
    public async Task Validate_BadPlan_PrintsEveryErrorWithItsPath()
    {
        var plan = _bench.Plan("""{"scenarios": {"a": {"executor": "nonsense"}, "b": {"executor": "constant-vus", "vus": -1, "duration": "soon", "exec": "http_get"}}}""");
        Assert.Equal(104, await _bench.CallAsync("validate", plan));
        var lines = _bench.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length >= 3, _bench.Error);
        Assert.All(lines, line => Assert.StartsWith("error: plan.json: ", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("shared-iterations", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_PlanByName_IsFoundInAParentsPlans()
    {
        _bench.Plan(Plans.Iterations(10), Path.Combine("plans", "smoke.json"));
        Assert.Equal(0, await _bench.CallAsync("validate", "smoke"));
        Assert.Contains("plan smoke is valid", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_UnknownPlan_NamesThoseThereAre()
    {
        _bench.Plan(Plans.Iterations(10), Path.Combine("plans", "smoke.json"));
        Assert.Equal(104, await _bench.CallAsync("validate", "smke"));
        Assert.Contains("known plans: smoke", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scenarios_Asked_ListsTheCatalog()
    {
        Assert.Equal(0, await _bench.CallAsync("scenarios"));
        Assert.Contains("http_get", _bench.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--only", "fixed", 0, "1 scenarios")]
    [InlineData("--only", "fixd", 104, "--only: no scenario of the plan has the tag or name 'fixd'")]
    public async Task Validate_Only_SelectsOrSaysWhatThereIs(string option, string value, int exitCode, string message)
    {
        Assert.Equal(exitCode, await _bench.CallAsync("validate", _bench.Plan(Plans.Iterations(10)), option, value));
        Assert.Contains(message, _bench.Out + _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NothingAnswers_FailsWithTheRemedy()
    {
        // A port that is taken and never listened on: nobody else can come to listen there.
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)silent.LocalEndPoint!).Port;
        Assert.Equal(1, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(10)), "--target", $"http://127.0.0.1:{port}", "--out", _bench.Run));
        Assert.Contains("--target", Assert.Single(_bench.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv=x", "unknown kind 'csv'")]
    [InlineData("prometheus=nowhere", "wants an address")]
    public async Task Run_UnknownOutput_IsBadInput(string output, string message)
    {
        Assert.Equal(104, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(10)), "--target", "http://127.0.0.1:1", "--out", output, "--out", _bench.Run));
        Assert.Contains(message, _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TwoFolders_IsBadInput()
    {
        Assert.Equal(104, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(10)), "--target", "http://127.0.0.1:1", "--out", "a", "--out", "b"));
        Assert.Contains("2 folders", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RemoteAgentWithoutToken_IsBadInput()
    {
        Assert.Equal(104, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(10)), "--target", "http://127.0.0.1:1", "--agent", "http://127.0.0.1:2"));
        Assert.Contains("RUNNER_TOKEN", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OneAgentTwice_IsBadInput()
    {
        Assert.Equal(104, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(10)), "--target", "http://127.0.0.1:1", "--agent", "http://127.0.0.1:2", "--agent", "http://127.0.0.1:2/"));
        Assert.Contains("given twice", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinate_WithoutToken_IsBadInput()
    {
        Assert.Equal(104, await _bench.CallAsync("coordinate", _bench.Plan(Plans.Iterations(10))));
        Assert.Contains("RUNNER_TOKEN", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinate_WithoutAgents_IsBadInput()
    {
        _bench.Environment["RUNNER_TOKEN"] = "x";
        Assert.Equal(104, await _bench.CallAsync("coordinate", _bench.Plan(Plans.Iterations(10))));
        Assert.Contains("services__runner-", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_FolderWithoutSummary_IsBadInput() => Assert.Equal(104, await _bench.CallAsync("report", _bench.Folder));

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    [Fact]
    public async Task Progress_UnknownMode_NamesTheAllowed()
    {
        _bench.Environment["RUNNER_PROGRESS"] = "often";
        Assert.Equal(104, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(10)), "--target", "http://127.0.0.1:1"));
        Assert.Contains("each-second", _bench.Error, StringComparison.Ordinal);
    }
}
