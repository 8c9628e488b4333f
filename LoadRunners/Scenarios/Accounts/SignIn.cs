using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Accounts;

/// <summary>The steps of signing in with a provider: authorization code with PKCE (RFC 6749, 4.1 and RFC 7636), and refresh (6).</summary>
internal sealed class SignIn(VirtualUser user, UpCoachClient api)
{
    private const string ClientId = "upcoach-mobile";
    private const string RedirectUri = "upcoach://callback";

    private static readonly string Query = $"/authorize?response_type=code&client_id={ClientId}&redirect_uri={Uri.EscapeDataString(RedirectUri)}"
        + "&scope=openid%20profile%20offline_access&code_challenge_method=S256";

    /// <summary>Asks the person's provider for a code; null if it gave none.</summary>
    public async ValueTask<AuthorizationCode?> AuthorizeAsync(Person person, CancellationToken stop)
    {
        var key = ProofKey.Create(user.Random);
        var state = ProofKey.RandomText(user.Random);
        var answer = await api.AuthorizeAsync(
            $"/oauth/{person.Realm}{Query}&state={state}&code_challenge={key.Challenge}&login_hint={Uri.EscapeDataString(person.Email)}", stop);
        if (!user.Check(Routes.Authorize.StatusCheck, Routes.Authorize.Succeeds(answer.Status))) return null;

        var callback = Callback.Parse(answer.Header("Location"));
        user.Check("authorize: the redirect goes back to the app", callback.Uri == RedirectUri);
        user.Check("authorize: the state is the one sent", callback["state"] == state);
        user.Check("authorize: the issuer is named", callback["iss"] is { Length: > 0 });
        return user.Check("authorize: there is a code", callback["code"] is { Length: > 0 }) ? new AuthorizationCode(callback["code"]!, key.Verifier) : null;
    }

    /// <summary>Exchanges a code for tokens; null if that failed.</summary>
    public async ValueTask<TokenGrant?> ExchangeAsync(AuthorizationCode code, CancellationToken stop)
    {
        var answer = await api.TokenAsync(Routes.Token, [
            new("grant_type", "authorization_code"), new("code", code.Code), new("redirect_uri", RedirectUri),
            new("client_id", ClientId), new("code_verifier", code.Verifier)], stop);
        return Accept(answer);
    }

    /// <summary>Spends a refresh token for the next pair; null if that failed.</summary>
    public async ValueTask<TokenGrant?> RefreshAsync(TokenGrant spent, CancellationToken stop)
    {
        var answer = await api.TokenAsync(Routes.Refresh, [
            new("grant_type", "refresh_token"), new("refresh_token", spent.RefreshToken), new("client_id", ClientId)], stop);
        if (Accept(answer) is not { } grant) return null;
        user.Check("refresh: the refresh token is a new one", grant.RefreshToken != spent.RefreshToken);
        return grant;
    }

    private TokenGrant? Accept(Answer<TokenGrant> answer)
    {
        if (!answer.Succeeded(user, out var grant)) return null;
        user.Check("token: a bearer token that lives", grant is { TokenType: "Bearer", ExpiresInSeconds: > 0 });
        user.Check("token: the access token is a JWT", grant.AccessToken.Count(c => c == '.') == 2);
        user.Check("token: there is a refresh token", grant.RefreshToken.Length > 0);
        api.AccessToken = grant.AccessToken;
        return grant;
    }
}
