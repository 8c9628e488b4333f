using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Mobile;

/// <summary>
/// Somebody opens the app and sees the feed and what is on today; does three things of chance, mostly reading, now and then a check-in;
/// and the app syncs before it is put away. A person thinks after each action. An iteration is one such visit; the sign-in is kept for all of them.
/// </summary>
internal sealed class MobileApiEndpoints : IPreparedScenario, IAsyncDisposable
{
    private const int ActionsPerVisit = 3;

    private static readonly WeightedChoice<Func<MobileApp, CancellationToken, ValueTask>> Actions = new(
        (25, (app, stop) => app.ScrollFeedAsync(stop)),
        (20, (app, stop) => app.LookAtGoalsAsync(stop)),
        (20, (app, stop) => app.LookAtHabitsAsync(stop)),
        (15, (app, stop) => app.CheckInAsync(stop)),
        (20, (app, stop) => app.ReadNotificationsAsync(stop)));

    private readonly VirtualUser _user;
    private readonly UpCoachClient _api;
    private readonly TimeSpan _think;
    private readonly Account _account;
    private readonly MobileApp _app;

    /// <summary>Initializes the scenario of one virtual user, who is the same person in every run.</summary>
    public MobileApiEndpoints(VirtualUser user, UpCoachClient api, ScenarioSettings settings)
    {
        (_user, _api, _think) = (user, api, settings.Think);
        _account = new Account(user, api, Person.Of(1 + ((user.Number - 1) % settings.Users), user.Random));
        _app = new MobileApp(user, api);
    }

    /// <summary>
    /// Signs in and looks at every screen once before the clock starts: two hundred sign-ins at once are no part of what a day of use looks like,
    /// and neither is a platform on which nobody has done anything yet.
    /// </summary>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        if (!await _account.EnsureSignedInAsync(stop)) return;
        await _app.OpenAsync(stop);
        foreach (var action in Actions.All) await action(_app, stop);
        await _app.SyncAsync(stop);
    }

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        await ActAsync(static (app, stop) => app.OpenAsync(stop), stop);
        for (var n = 0; n < ActionsPerVisit; n++) await ActAsync(Actions.Next(_user.Random), stop);
        await ActAsync(static (app, stop) => app.SyncAsync(stop), stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private async ValueTask ActAsync(Func<MobileApp, CancellationToken, ValueTask> action, CancellationToken stop)
    {
        if (await _account.EnsureSignedInAsync(stop)) await action(_app, stop);
        await _user.ThinkAsync(_think, stop);
    }
}
