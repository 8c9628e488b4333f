using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Workload;

/// <summary>Somebody who acts beside a virtual user, within its iteration: one user does one thing at a time.</summary>
internal static class SideUser
{
    /// <summary>Makes one with the user's settings and tags; its samples count as the user's.</summary>
    /// <param name="user">Whose iteration it is.</param>
    /// <param name="number">The number that its randomness comes from.</param>
    public static VirtualUser Of(VirtualUser user, int number) => new(new VirtualUserOptions
    {
        Scenario = user.Scenario,
        Number = number,
        Target = user.Target,
        Recorder = user.Recorder,
        Clock = user.Clock,
        Env = user.Env,
        TimeScale = user.TimeScale,
        Http = user.Http,
        Tags = user.Tags,
    });
}
