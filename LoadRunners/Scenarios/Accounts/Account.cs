using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Accounts;

/// <summary>Keeps one person signed in as the app does: signs in once, refreshes before the token ends, signs in anew after a 401.</summary>
internal sealed class Account(VirtualUser user, UpCoachClient api, Person person)
{
    private readonly SignIn _signIn = new(user, api);
    private TokenGrant? _grant;
    private long _renewAt;

    /// <summary>Makes sure that the next request has a good token.</summary>
    /// <returns>False if the person could not be signed in; the failed checks say why.</returns>
    public async ValueTask<bool> EnsureSignedInAsync(CancellationToken stop)
    {
        if (api.AccessToken is not null && user.Clock.GetTimestamp() < _renewAt) return true;

        var grant = api.AccessToken is not null && _grant is not null ? await _signIn.RefreshAsync(_grant, stop) : null;
        grant ??= await _signIn.AuthorizeAsync(person, stop) is { } code ? await _signIn.ExchangeAsync(code, stop) : null;
        _grant = grant;
        if (grant is null)
        {
            api.AccessToken = null;
            return false;
        }

        // At nine tenths of its life: no request sets out with a token that ends on the way.
        _renewAt = user.Clock.GetTimestamp() + (long)(0.9 * grant.ExpiresInSeconds * user.Clock.TimestampFrequency);
        return true;
    }
}
