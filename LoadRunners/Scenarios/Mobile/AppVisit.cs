using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Mobile;

/// <summary>What somebody does on a visit to the app: feed and what is on today; three things of chance, mostly reading, now and then a check-in; a sync at the end.</summary>
internal static class AppVisit
{
    private const int ActionsOfChance = 3;

    private static readonly WeightedChoice<Func<MobileApp, CancellationToken, ValueTask>> Chance = new(
        (25, (app, stop) => app.ScrollFeedAsync(stop)),
        (20, (app, stop) => app.LookAtGoalsAsync(stop)),
        (20, (app, stop) => app.LookAtHabitsAsync(stop)),
        (15, (app, stop) => app.CheckInAsync(stop)),
        (20, (app, stop) => app.ReadNotificationsAsync(stop)));

    /// <summary>Gets every action once.</summary>
    public static IEnumerable<Func<MobileApp, CancellationToken, ValueTask>> EveryAction => [Open, .. Chance.All, Sync];

    /// <summary>Gives the actions of one visit.</summary>
    /// <param name="random">The person's own.</param>
    public static IEnumerable<Func<MobileApp, CancellationToken, ValueTask>> Actions(Random random)
    {
        yield return Open;
        for (var n = 0; n < ActionsOfChance; n++) yield return Chance.Next(random);
        yield return Sync;
    }

    private static ValueTask Open(MobileApp app, CancellationToken stop) => app.OpenAsync(stop);

    private static ValueTask Sync(MobileApp app, CancellationToken stop) => app.SyncAsync(stop);
}
