using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>How one process runs a plan.</summary>
public sealed record LoadRunOptions
{
    /// <summary>Gets the base address of the system under test.</summary>
    public required Uri Target { get; init; }

    /// <summary>Gets the share of the plan that this process runs.</summary>
    /// <value>The whole by default.</value>
    public ExecutionSegment Segment { get; init; } = ExecutionSegment.Whole;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets what warms the send path before the clock starts: JIT, connections, TLS. Nothing that it records counts.</summary>
    public Func<CancellationToken, Task>? WarmUp { get; init; }

    /// <summary>Gets how long iterations may go on once the run was told to stop before its time.</summary>
    /// <value>1 s by default.</value>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets whether iterations begin on the thread that found them due. For tests on virtual time only.</summary>
    /// <value>False by default: the thread pool begins them, and the pacer goes on.</value>
    public bool StartInline { get; init; }
}
