using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>One process that takes a share of a run: this one, or an agent.</summary>
internal interface IRunMember : IAsyncDisposable
{
    /// <summary>Its name in messages and in the report.</summary>
    string Name { get; }

    /// <summary>Its share of the plan.</summary>
    ExecutionSegment Segment { get; }

    /// <summary>What it loads.</summary>
    Uri Target { get; }

    /// <summary>Whether it runs on another machine, as far as its address tells.</summary>
    bool IsElsewhere { get; }

    /// <summary>Processors of its machine; known once it is prepared.</summary>
    int Cores { get; }

    /// <summary>Its clock against ours, known once it is prepared; null where it is the same clock.</summary>
    ClockReading? Clock { get; }

    /// <summary>Makes its users and warms up, so that it can start at an instant.</summary>
    /// <exception cref="CommandException">It cannot.</exception>
    Task PrepareAsync(CancellationToken stop);

    /// <summary>Steers its share of the externally controlled scenario.</summary>
    /// <param name="state">The whole test's numbers.</param>
    /// <param name="stop">Gives up.</param>
    Task SteerAsync(LoadControlState state, CancellationToken stop);

    /// <summary>Runs its share, from an instant of our clock to the end.</summary>
    /// <param name="startAt">The start stamp.</param>
    /// <param name="sink">Takes what is measured.</param>
    /// <param name="stop">Cancelled to end early, gracefully.</param>
    /// <param name="giveUp">Cancelled when a graceful end was waited for long enough.</param>
    /// <exception cref="MemberLostException">It can't be heard any more.</exception>
    Task<MemberResult> RunAsync(DateTimeOffset startAt, IMemberSink sink, CancellationToken stop, CancellationToken giveUp);
}
