using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.JsonWebTokens;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Ends the session of a refresh or access token (RFC 7009).</summary>
internal static class RevokeEndpoint
{
    public static async Task<Results<Ok, BadRequest<OAuthError>>> HandleAsync(
        PostedForm form, SessionStore store, Sessions sessions, AccessTokens tokens, CancellationToken stop)
    {
        if (form.Single("token") is not { } token)
            return TypedResults.BadRequest(OAuthError.Missing("token"));
        var revoked = token.Contains('.', StringComparison.Ordinal)
            ? await FindSessionAsync(token, tokens) is { } id ? await store.RevokeByIdAsync(id, stop) : default
            : await store.RevokeByTokenAsync(OpaqueToken.Hash(token), stop);
        if (revoked.Value is Guid sessionId)
            await sessions.ForgetAsync(sessionId, revoked.CommittedAt);

        // An unknown token is no error: the client can't do anything about it.
        return TypedResults.Ok();
    }

    private static async Task<Guid?> FindSessionAsync(string token, AccessTokens tokens)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, tokens.Validation());
        return result.IsValid && result.Claims.TryGetValue(AccessTokens.SessionClaim, out var id) && Guid.TryParse(id.ToString(), out var parsed) ? parsed : null;
    }
}
