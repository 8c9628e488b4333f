using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>What is known of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>Gets the kind: Container, Project, Executable, Parameter and so on.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Gets the facts.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>Gets when its start began, in UTC.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>Gets when it ran, in UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>Gets when it ended, in UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Gets the state; null before the first one.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>Gets the exit code; null while it runs.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Gets the addresses.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>Gets the results of the health checks.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>Gets the worst of the health checks; healthy without any; null while it does not run.</summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running && State?.Text != KnownResourceStates.Active
        ? null
        : HealthReports.Length == 0
            ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
            : HealthReports.Min(report => report.Status) ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy;

    /// <summary>Gets whether it has been healthy once and every subscriber of that is done.</summary>
    internal bool IsReady { get; init; }

    internal string? this[string property] => Properties.FirstOrDefault(p => p.Name == property)?.Value?.ToString();

    /// <summary>Forgets the run before: the state of a resource that is about to start again.</summary>
    internal CustomResourceSnapshot Anew() => new() { ResourceType = ResourceType, Properties = [], State = KnownResourceStates.NotStarted };

    internal CustomResourceSnapshot With(string property, object? value) => this with
    {
        Properties = value is null
            ? Properties
            : [.. Properties.Where(p => p.Name != property), new ResourcePropertySnapshot(property, value)],
    };
}
