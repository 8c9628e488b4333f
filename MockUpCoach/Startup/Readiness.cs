using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace UpCoach.MockUpCoach.Startup;

/// <summary>How far this process has come. Preparing -> Warming -> Ready, or Failed.</summary>
internal sealed class Readiness : IHealthCheck
{
    private volatile int stage;
    private volatile string doing = "starting";

    /// <summary>True from the moment that requests can be answered.</summary>
    public bool CanServe => stage >= 1;

    /// <summary>True from the moment that users are sent here.</summary>
    public bool IsServing => stage == 2;

    /// <summary>Waits until the service is ready, for work that needs the database and that nobody waits for.</summary>
    public async Task ServingAsync(TimeProvider clock, CancellationToken stop)
    {
        while (stage != 2)
            await Task.Delay(TimeSpan.FromMilliseconds(250), clock, stop);
    }

    /// <summary>What the process should exit with.</summary>
    public int ExitCode { get; private set; }

    public void Doing(string what) => doing = what;

    public void BeginWarming() => stage = 1;

    public void BeginServing() => stage = 2;

    public void Fail() => ExitCode = 1;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(stage == 2 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(doing));
}
