using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Running.Console;

namespace UpCoach.Hosting.Running;

/// <summary>Shows the topology on the console while it starts.</summary>
internal sealed class TopologyTable(ResourceNotificationService notifications)
{
    /// <summary>Shows every change until it is disposed.</summary>
    public IAsyncDisposable Show(DistributedApplicationModel model) => new Showing(notifications, model);

    /// <summary>What the table says of a resource.</summary>
    internal static ResourceRow RowOf(IResource resource, CustomResourceSnapshot snapshot) => new(
        resource.Name,
        snapshot.ResourceType.ToLowerInvariant(),
        StateOf(snapshot),
        ToneOf(snapshot),
        snapshot.Urls.FirstOrDefault()?.Url,
        snapshot[ResourceFacts.StartSeconds] is { } seconds ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : null,
        snapshot[ResourceFacts.Note] ?? snapshot[ResourceFacts.Program] ?? snapshot.HealthReports.FirstOrDefault(r => r.Status != HealthStatus.Healthy)?.Description);

    private static string StateOf(CustomResourceSnapshot snapshot) => snapshot switch
    {
        { ExitCode: { } code, State.Text: var text } => string.Create(CultureInfo.InvariantCulture, $"{text} ({code})"),
        { HealthStatus: HealthStatus.Healthy } => "Healthy",
        _ => snapshot.State?.Text ?? "",
    };

    private static StateTone ToneOf(CustomResourceSnapshot snapshot) => snapshot switch
    {
        { State.Style: "error" } => StateTone.Bad,
        { State.Style: "warning" } => StateTone.Warning,
        { HealthStatus: HealthStatus.Healthy } => StateTone.Good,
        { State.Text: "NotStarted" } => StateTone.Muted,
        { State.Style: "success" } => StateTone.Muted,
        _ => StateTone.Pending,
    };

    private sealed class Showing : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly ResourceConsole _console = new();
        private readonly Task _loop;
        private readonly Dictionary<string, ResourceRow> _rows = [];
        private readonly IResource[] _resources;
        private readonly ResourceNotificationService _notifications;

        public Showing(ResourceNotificationService notifications, DistributedApplicationModel model)
        {
            _notifications = notifications;
            _resources = [.. model.Resources.Where(resource => resource is not ParameterResource)];
            _loop = Task.Run(LoopAsync);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _loop.ConfigureAwait(false);

            // The last picture is of now, whatever the loop had still to read.
            foreach (var resource in _resources)
            {
                if (_notifications.TryGetCurrentState(resource.Name, out var last))
                {
                    _rows[resource.Name] = RowOf(resource, last.Snapshot);
                }
            }

            Draw();
            _console.Dispose();
            _stop.Dispose();
        }

        private async Task LoopAsync()
        {
            try
            {
                await foreach (var change in _notifications.WatchAsync(_stop.Token).ConfigureAwait(false))
                {
                    _rows[change.Resource.Name] = RowOf(change.Resource, change.Snapshot);
                    Draw();
                }
            }
            catch (OperationCanceledException)
            {
                // The end of the show.
            }
        }

        private void Draw() => _console.Update([.. _resources.Select(resource => _rows.GetValueOrDefault(resource.Name)).OfType<ResourceRow>()]);
    }
}
