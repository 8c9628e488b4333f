using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using UpCoach.AppHost.Resources;
using UpCoach.Hosting;

namespace UpCoach.AppHost.Tests.LabControl;

/// <summary>A small drawing under control, and a client of the control.</summary>
internal sealed class ControlledLab : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _watching = Task.CompletedTask;

    private ControlledLab(DistributedApplication app) => App = app;

    public DistributedApplication App { get; }

    public TopologyWatch Watch { get; private set; } = null!;

    public HttpClient Client { get; } = new();

    /// <summary>Starts a drawing and its control.</summary>
    public static async Task<ControlledLab> StartAsync(Action<IDistributedApplicationBuilder> draw, CancellationToken stop)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--Parameters:lab-control-token=open-sesame"],
            AssemblyName = typeof(LabControlServer).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        Resources.LabControl.Add(builder, "lab-control");
        draw(builder);
        var lab = new ControlledLab(builder.Build());
        var services = lab.App.Services;
        lab.Watch = new TopologyWatch(
            lab.App.ResourceNotifications, services.GetRequiredService<Hosting.ApplicationModel.DistributedApplicationModel>(), services.GetRequiredService<CommandedEnds>(), 0);
        lab._watching = lab.Watch.FollowAsync(lab._end.Token);
        await lab.App.StartAsync(stop);
        lab.Client.BaseAddress = new Uri(services.GetRequiredService<LabControlAddress>().Url);
        lab.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "open-sesame");
        lab.Client.Timeout = Timeout.InfiniteTimeSpan;
        return lab;
    }

    /// <summary>Gives a command, or asks where there is none, and expects it to be done.</summary>
    public async Task<LabControlAnswer> AskAsync(string resource, string? command, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(command is null ? HttpMethod.Get : HttpMethod.Post, $"/resources/{resource}{(command is null ? "" : "/" + command)}");
        using var response = await Client.SendAsync(request, stop);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(stop));
        return (await response.Content.ReadFromJsonAsync<LabControlAnswer>(stop))!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await _end.CancelAsync();
        await _watching;
        await App.DisposeAsync();
        _end.Dispose();
    }
}
