using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>The token endpoint: a code or a refresh token becomes an access token, an id token and the next refresh token.</summary>
internal sealed class TokenEndpoint(
    SessionStore store, Sessions sessions, AuthorizationCodes codes, AccessTokens accessTokens, IdTokens idTokens, IOptions<AuthOptions> options)
{
    private const string OfflineAccess = "offline_access";

    public static async Task<Results<Ok<TokenResponse>, BadRequest<OAuthError>>> HandleAsync(
        PostedForm form, TokenEndpoint endpoint, HttpResponse response, CancellationToken stop)
    {
        response.Headers.CacheControl = "no-store";
        var (granted, error) = form.Single("grant_type") switch
        {
            null => (null, OAuthError.Missing("grant_type")),
            "authorization_code" => await endpoint.ExchangeAsync(form, stop),
            "refresh_token" => await endpoint.RefreshAsync(form, stop),
            _ => (null, OAuthError.UnsupportedGrant),
        };
        return granted is null ? TypedResults.BadRequest(error) : TypedResults.Ok(granted);
    }

    private async Task<(TokenResponse?, OAuthError?)> ExchangeAsync(PostedForm form, CancellationToken stop)
    {
        if (FindMissing(form, "client_id", "code", "redirect_uri", "code_verifier") is { } missing)
            return (null, OAuthError.Missing(missing));
        if (!RedirectUris.IsClient(options.Value, form["client_id"]))
            return (null, OAuthError.InvalidClient);

        // Taken before it is looked at: a code is spent by the first try, right or wrong.
        var sessionId = Guid.CreateVersion7();
        var (grant, spentFor) = await codes.TakeAsync(form["code"]!, sessionId);
        if (spentFor is { } replayed)
        {
            // RFC 6749 section 4.1.2: of two who know the same code, one is not the client. What it was exchanged for ends.
            await EndAsync(await store.RevokeByIdAsync(replayed, stop));
            return (null, OAuthError.InvalidCode);
        }

        if (grant is null || form["client_id"] != grant.ClientId || form["redirect_uri"] != grant.RedirectUri)
            return (null, OAuthError.InvalidCode);
        if (!ProofKey.Matches(grant.Challenge, form["code_verifier"]!))
            return (null, OAuthError.InvalidVerifier);

        var refreshToken = Holds(grant.Scope, OfflineAccess) ? OpaqueToken.Create() : null;
        var opened = await store.OpenAsync(
            sessionId, grant, refreshToken is null ? null : OpaqueToken.Hash(refreshToken), options.Value.RefreshTokenLifetime, stop);
        if (opened.Value is null)
            return (null, OAuthError.InvalidCode);
        await sessions.PutAsync(sessionId, opened.CommittedAt, opened.Value);
        return (Respond(sessionId, opened.Value, grant.Scope, refreshToken, grant.Nonce), null);
    }

    private async Task<(TokenResponse?, OAuthError?)> RefreshAsync(PostedForm form, CancellationToken stop)
    {
        if (FindMissing(form, "client_id", "refresh_token") is { } missing)
            return (null, OAuthError.Missing(missing));
        if (!RedirectUris.IsClient(options.Value, form["client_id"]))
            return (null, OAuthError.InvalidClient);

        var spent = OpaqueToken.Hash(form["refresh_token"]!);
        var next = OpaqueToken.Create();
        var scope = form.Single("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rotated = await store.RotateAsync(spent, OpaqueToken.Hash(next), options.Value.RefreshTokenLifetime, form["client_id"]!, scope ?? [], stop);
        if (rotated.Value is not var (sessionId, session))
        {
            if (scope is not null && await store.IsUnusedAsync(spent, stop))
                return (null, OAuthError.InvalidScope);
            await EndAsync(await store.RevokeReusedAsync(spent, stop));
            return (null, OAuthError.InvalidRefreshToken);
        }

        await sessions.PutAsync(sessionId, rotated.CommittedAt, session);
        return (Respond(sessionId, session, scope is null ? session.Scope : string.Join(' ', scope), next, nonce: null), null);
    }

    private async Task EndAsync(Data.DatabaseWrite<object?> revoked)
    {
        if (revoked.Value is Guid sessionId)
            await sessions.ForgetAsync(sessionId, revoked.CommittedAt);
    }

    private TokenResponse Respond(Guid sessionId, SessionRecord session, string scope, string? refreshToken, string? nonce)
    {
        var accessToken = accessTokens.Issue(sessionId, session, scope);
        var idToken = Holds(scope, IdTokens.Scope) ? idTokens.Issue(session, accessToken, nonce) : null;
        return new TokenResponse(accessToken, "Bearer", (int)options.Value.AccessTokenLifetime.TotalSeconds, refreshToken, idToken, scope);
    }

    private static bool Holds(string scopes, string scope) => scopes.Split(' ').Contains(scope, StringComparer.Ordinal);

    private static string? FindMissing(PostedForm form, params string[] names) => names.FirstOrDefault(name => form.Single(name) is null);
}
