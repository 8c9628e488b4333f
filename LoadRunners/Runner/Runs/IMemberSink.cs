using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>Takes what members measure; safe for concurrent use.</summary>
internal interface IMemberSink
{
    /// <summary>Takes an interval.</summary>
    void Interval(IRunMember member, IntervalSnapshot interval);

    /// <summary>Takes a look at how far the member is.</summary>
    void Progress(IRunMember member, LoadProgress progress);
}
