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
    private readonly SignIn _signIn = new(user, api);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var person = Person.Of(1 + user.Random.Next(settings.Users), user.Random);
        api.AccessToken = null;
        var code = await _signIn.AuthorizeAsync(person, stop);
        await user.ThinkAsync(settings.Think, stop);
        if (code is null || await _signIn.ExchangeAsync(code, stop) is not { } grant) return;

        await LoadProfileAsync(person, stop);
        await user.ThinkAsync(settings.Think, stop);

        await _signIn.RefreshAsync(grant, stop);
        await user.ThinkAsync(settings.Think, stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => api.DisposeAsync();

    private async ValueTask LoadProfileAsync(Person person, CancellationToken stop)
    {
        var answer = await api.MeAsync(stop);
        if (!answer.Succeeded(user, out var profile)) return;
        user.Check("me: the e-mail address is that of who signed in", profile.Email == person.Email);
        user.Check("me: the realm is the one signed in with", profile.Realm == person.Realm);
    }
}
