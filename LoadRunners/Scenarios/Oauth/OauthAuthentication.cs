using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Oauth;

/// <summary>
/// Somebody signs in with Google, Apple or Facebook, reads the consent page, comes back to the app, which loads the profile; looks around;
/// and the app renews the tokens. Each iteration is another person on a new device: nothing is kept from one to the next.
/// </summary>
internal sealed class OauthAuthentication(VirtualUser user, UpCoachClient api, ScenarioSettings settings) : IScenario, IAsyncDisposable
{
    /// <summary>From the first request to the loaded profile, in ms, without the person's thinking.</summary>
    public static readonly MetricDefinition Completion = new("oauth_completion", MetricKind.Trend, "ms");

    private readonly SignIn _signIn = new(user, api);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var person = Person.Of(1 + user.Random.Next(settings.Users), user.Random);
        api.AccessToken = null;
        var begin = user.Clock.GetTimestamp();
        var code = await _signIn.AuthorizeAsync(person, stop);
        var consented = user.Clock.GetElapsedTime(begin);
        await user.ThinkAsync(settings.Think, stop);
        begin = user.Clock.GetTimestamp();
        if (code is null || await _signIn.ExchangeAsync(code, stop) is not { } grant) return;

        if (await LoadProfileAsync(person, stop)) user.Trend(Completion.Name, (consented + user.Clock.GetElapsedTime(begin)).TotalMilliseconds);
        await user.ThinkAsync(settings.Think, stop);

        await _signIn.RefreshAsync(grant, stop);
        await user.ThinkAsync(settings.Think, stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => api.DisposeAsync();

    private async ValueTask<bool> LoadProfileAsync(Person person, CancellationToken stop)
    {
        var answer = await api.MeAsync(stop);
        if (!answer.Succeeded(user, out var profile)) return false;
        user.Check("me: the e-mail address is that of who signed in", profile.Email == person.Email);
        return user.Check("me: the realm is the one signed in with", profile.Realm == person.Realm);
    }
}
