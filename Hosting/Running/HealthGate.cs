using Microsoft.Extensions.Diagnostics.HealthChecks;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.LocalImages;

namespace UpCoach.Hosting.Running;

/// <summary>Waits until a running resource is healthy: its program serves and every health check passes.</summary>
internal sealed class HealthGate(HealthCheckService checks, TimeProvider time)
{
    // Short against the second or so that a server takes to start; longer for one that takes its time, so that asking costs it nothing to speak of.
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(75);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(300);
    private const double Growth = 1.1;

    /// <summary>Asks until all is well; the last answers go to <paramref name="report"/> each time they change.</summary>
    public async Task PassAsync(
        IResource resource, IReadinessProbe? readiness, Func<IReadOnlyList<HealthReportSnapshot>, Task> report, CancellationToken cancellation)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
        IReadOnlyList<HealthReportSnapshot> before = [];
        var interval = FirstInterval;
        while (true)
        {
            var answers = await AskAsync(keys, readiness, cancellation).ConfigureAwait(false);
            if (!answers.SequenceEqual(before))
            {
                before = answers;
                await report(answers).ConfigureAwait(false);
            }

            if (answers.All(answer => answer.Status == HealthStatus.Healthy))
            {
                return;
            }

            await Task.Delay(interval, time, cancellation).ConfigureAwait(false);
            interval = interval * Growth < LongestInterval ? interval * Growth : LongestInterval;
        }
    }

    private async Task<IReadOnlyList<HealthReportSnapshot>> AskAsync(
        HashSet<string> keys, IReadinessProbe? readiness, CancellationToken cancellation)
    {
        List<HealthReportSnapshot> answers = [];
        if (readiness is not null)
        {
            var ready = await readiness.IsReadyAsync(cancellation).ConfigureAwait(false);
            answers.Add(new HealthReportSnapshot("ready", ready ? HealthStatus.Healthy : HealthStatus.Unhealthy, null, null));
        }

        if (keys.Count > 0)
        {
            var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), cancellation).ConfigureAwait(false);
            answers.AddRange(report.Entries.Select(entry =>
                new HealthReportSnapshot(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.Message)));
        }

        return answers;
    }
}
