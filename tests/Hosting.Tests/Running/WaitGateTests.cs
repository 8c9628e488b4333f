using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Running;

namespace UpCoach.Hosting.Tests.Running;

public sealed class WaitGateTests
{
    private static readonly IResource Other = new ContainerResource("other");

    [Theory]
    [InlineData(WaitType.WaitUntilHealthy, "NotStarted", false, null, null)]
    [InlineData(WaitType.WaitUntilHealthy, "Running", false, null, null)]
    [InlineData(WaitType.WaitUntilHealthy, "Running", true, null, true)]
    [InlineData(WaitType.WaitUntilHealthy, "Exited", true, 0, false)]
    [InlineData(WaitType.WaitUntilHealthy, "FailedToStart", false, null, false)]
    [InlineData(WaitType.WaitUntilHealthy, "Unavailable here", false, null, true)]
    [InlineData(WaitType.WaitUntilStarted, "Starting", false, null, null)]
    [InlineData(WaitType.WaitUntilStarted, "Running", false, null, true)]
    [InlineData(WaitType.WaitUntilStarted, "Unavailable here", false, null, true)]
    [InlineData(WaitType.WaitForCompletion, "Running", true, null, null)]
    [InlineData(WaitType.WaitForCompletion, "Finished", false, 0, true)]
    [InlineData(WaitType.WaitForCompletion, "Finished", false, 3, false)]
    public void Wait_State_IsOverOrNot(WaitType type, string state, bool ready, int? exitCode, bool? expected)
    {
        var snapshot = new CustomResourceSnapshot
        {
            ResourceType = "Container",
            Properties = [],
            State = state,
            ExitCode = exitCode,
            IsReady = ready,
            HealthReports = ImmutableArray.Create(new HealthReportSnapshot("x", ready ? HealthStatus.Healthy : HealthStatus.Unhealthy, null, null)),
        };
        Assert.Equal(expected, WaitGate.IsOver(new WaitAnnotation(Other, type), snapshot));
    }

    [Fact]
    public void Wait_EndedButMayComeBack_GoesOn()
    {
        var snapshot = new CustomResourceSnapshot { ResourceType = "Container", Properties = [], State = "Exited" };
        var wait = new WaitAnnotation(Other, WaitType.WaitUntilHealthy) { WaitBehavior = WaitBehavior.WaitOnResourceUnavailable };
        Assert.Null(WaitGate.IsOver(wait, snapshot));
    }
}
