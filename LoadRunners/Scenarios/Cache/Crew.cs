using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>Several users in one iteration of one: a scenario that starts servers for itself has only one virtual user, but its load needs many at once.</summary>
internal static class Crew
{
    private const int NumbersEach = 1_000;

    /// <summary>Runs the same for each member, all at once, until all are done.</summary>
    /// <param name="lead">The scenario's user; the samples of the members have its tags.</param>
    /// <param name="count">How many members.</param>
    /// <param name="work">What a member does; its <see cref="VirtualUser.Random"/> is the same in each run.</param>
    public static Task RunAsync(VirtualUser lead, int count, Func<VirtualUser, Task> work)
        => Task.WhenAll(Enumerable.Range(1, count).Select(number => Task.Run(() => work(lead.Beside((lead.Number * NumbersEach) + number)))));
}
