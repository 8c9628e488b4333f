using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.Engine.Tests.Running;

/// <summary>A scenario that a test writes as a function.</summary>
internal sealed class ScriptedScenario(VirtualUser user, Func<VirtualUser, CancellationToken, ValueTask> iterate) : IScenario
{
    public ValueTask RunIterationAsync(CancellationToken stop) => iterate(user, stop);
}
