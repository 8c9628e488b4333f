using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;

namespace UpCoach.LoadRunners.Runner.Progress;

/// <summary>Shows a run while it goes on.</summary>
internal interface IProgressView
{
    /// <summary>Takes one second of the run.</summary>
    void Write(IntervalSnapshot second, IReadOnlyList<LoadProgress> members);

    /// <summary>Shows again what is known: something else than time has changed.</summary>
    void Refresh();

    /// <summary>Takes the end of the run.</summary>
    void Finish();
}
