using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Mobile;

/// <summary>An iteration is one <see cref="AppVisit">visit</see>; a person thinks after each action. The sign-in is kept for all visits.</summary>
internal sealed class MobileApiEndpoints : IPreparedScenario, IAsyncDisposable
{
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
        foreach (var action in AppVisit.EveryAction) await action(_app, stop);
    }

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        foreach (var action in AppVisit.Actions(_user.Random))
        {
            if (await _account.EnsureSignedInAsync(stop)) await action(_app, stop);
            await _user.ThinkAsync(_think, stop);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _api.DisposeAsync();
}
