using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using UpCoach.AppHost.Resources;
using UpCoach.Hosting;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.AppHost.Tests.LabControl;

/// <summary>The lab's control over real small processes.</summary>
public sealed class LabControlTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("open-sesam")]
    [InlineData("")]
    public async Task Token_MissingOrWrong_IsRefusedAndNothingIsDone(string? token)
    {
        await using var lab = await StartAsync();
        lab.Client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await lab.Client.PostAsync(new Uri("/resources/server/kill", UriKind.Relative), null, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        lab.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "open-sesame");
        Assert.Equal("Running", (await lab.AskAsync("server", null, Stop)).State);
    }

    [Theory]
    [InlineData("GET", "/resources/nobody", HttpStatusCode.NotFound, "nobody")]
    [InlineData("POST", "/resources/nobody/kill", HttpStatusCode.NotFound, "nobody")]
    [InlineData("GET", "/resources/lab-control-token", HttpStatusCode.NotFound, "lab-control-token")]
    [InlineData("POST", "/resources/address/stop", HttpStatusCode.Conflict, "not a program")]
    [InlineData("POST", "/resources/broken/start", HttpStatusCode.Conflict, "/nowhere/program")]
    public async Task Command_Impossible_IsRefusedWithTheReason(string method, string path, HttpStatusCode status, string reason)
    {
        await using var lab = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await lab.Client.SendAsync(request, Stop);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop));
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(reason, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_Unknown_IsNotFound()
    {
        await using var lab = await StartAsync();
        using var response = await lab.Client.PostAsync(new Uri("/resources/server/explode", UriKind.Relative), null, Stop);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Get_Answer_HasTheFieldsThatScenariosRead()
    {
        await using var lab = await StartAsync();
        using var server = JsonDocument.Parse(await lab.Client.GetStringAsync(new Uri("/resources/server", UriKind.Relative), Stop));
        Assert.Equal(["name", "state", "connectionString", "url", "processId"], server.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.StartsWith("http://127.0.0.1:", server.RootElement.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.False(Process.GetProcessById(server.RootElement.GetProperty("processId").GetInt32()).HasExited);
        Assert.Equal("at=here", (await lab.AskAsync("address", null, Stop)).ConnectionString);
        Assert.Equal(new LabControlAnswer("later", "NotStarted", null, null, null), await lab.AskAsync("later", null, Stop));
    }

    [Fact]
    public async Task StartStopKill_AreDoneWhenAnsweredAndNoFailureOfTheLab()
    {
        await using var lab = await StartAsync();
        foreach (var end in (string[])["stop", "kill", "stop"])
        {
            var running = await lab.AskAsync("later", "start", Stop);
            Assert.Equal("Running", running.State);
            var gone = await lab.AskAsync("later", end, Stop);
            Assert.Equal(("Finished", null), (gone.State, gone.ProcessId));
            Assert.Throws<ArgumentException>(() => Process.GetProcessById(running.ProcessId!.Value));
        }

        // What was told in order before is behind the watch when it has seen this failure.
        await KillUncommandedAsync(lab, "server");
        Assert.Equal("server", (await lab.Watch.Failed.WaitAsync(Stop)).Resource.Name);
    }

    [Fact]
    public async Task StopAndKill_OfWhatDoesNotRun_AreDoneAlready()
    {
        await using var lab = await StartAsync();
        Assert.Equal("NotStarted", (await lab.AskAsync("later", "stop", Stop)).State);
        Assert.Equal("NotStarted", (await lab.AskAsync("later", "kill", Stop)).State);
        var running = await lab.AskAsync("server", "start", Stop);
        Assert.Equal(running, await lab.AskAsync("server", "start", Stop));
    }

    [Fact]
    public async Task StartedByCommand_DiesByItself_IsAFailureOfTheLab()
    {
        await using var lab = await StartAsync();
        await lab.AskAsync("later", "start", Stop);
        await KillUncommandedAsync(lab, "later");
        Assert.Equal("later", (await lab.Watch.Failed.WaitAsync(Stop)).Resource.Name);
    }

    [Fact]
    public async Task StartThatFails_IsNoFailureOfTheLab()
    {
        await using var lab = await StartAsync();
        using (await lab.Client.PostAsync(new Uri("/resources/broken/start", UriKind.Relative), null, Stop))
        {
        }

        await KillUncommandedAsync(lab, "server");
        Assert.Equal("server", (await lab.Watch.Failed.WaitAsync(Stop)).Resource.Name);
    }

    [Fact]
    public async Task Host_StopsWhileAStartIsWaitedFor_EndsBoth()
    {
        await using var lab = await StartAsync();
        var starting = lab.Client.PostAsync(new Uri("/resources/sick/start", UriKind.Relative), null, Stop);
        var running = await lab.App.ResourceNotifications.WaitForResourceAsync("sick", change => change.Snapshot.State?.Text == KnownResourceStates.Running, Stop);
        await lab.App.StopAsync(Stop);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => starting);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById((int)running.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value!));
    }

    [Fact]
    public async Task OnDemand_NotStarted_DoesNotCountForHealth()
    {
        await using var lab = await StartAsync();
        await lab.Watch.Healthy.WaitAsync(Stop);
        Assert.Equal("NotStarted", (await lab.AskAsync("later", null, Stop)).State);
    }

    [Fact]
    public async Task Publishing_ControlIsNeitherInTheManifestNorInAnyVariable()
    {
        var manifest = await File.ReadAllTextAsync(Path.Combine(AppHostProcess.Root, "aspire-manifest.json"), Stop);
        Assert.DoesNotContain("LAB_CONTROL", manifest, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("lab-control", manifest, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("cache-cluster", manifest, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<ControlledLab> StartAsync() => ControlledLab.StartAsync(
        builder =>
        {
            builder.AddExecutable("server", "sh", "/", "-c", "exec sleep 1000").WithHttpEndpoint();
            builder.AddExecutable("later", "sh", "/", "-c", "sleep 1000 & exec sleep 1000").AsOnDemand();
            builder.AddExecutable("broken", "/nowhere/program", "/").AsOnDemand();
            builder.Services.AddHealthChecks().AddCheck("never", () => HealthCheckResult.Unhealthy());
            builder.AddExecutable("sick", "sh", "/", "-c", "exec sleep 1000").WithHealthCheck("never").AsOnDemand();
            builder.AddConnectionString("address", ReferenceExpression.Create($"at=here"));
        },
        Stop);

    private static async Task KillUncommandedAsync(ControlledLab lab, string resource)
    {
        var id = (await lab.AskAsync(resource, null, Stop)).ProcessId!.Value;
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}
