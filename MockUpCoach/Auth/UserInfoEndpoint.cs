using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Tells the bearer of an access token about its user.</summary>
internal static class UserInfoEndpoint
{
    public static Results<Ok<UserInfo>, ProblemHttpResult> Handle(CurrentUser user, ClaimsPrincipal principal, HttpResponse response)
    {
        var scopes = principal.FindFirstValue(AccessTokens.ScopeClaim)?.Split(' ') ?? [];
        if (!scopes.Contains(IdTokens.Scope, StringComparer.Ordinal))
        {
            response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\", scope=\"openid\"";
            return TypedResults.Problem("The token is not for the scope openid.", statusCode: StatusCodes.Status403Forbidden);
        }

        response.Headers.CacheControl = "private, no-store";
        var (profile, email) = (scopes.Contains("profile", StringComparer.Ordinal), scopes.Contains("email", StringComparer.Ordinal));
        return TypedResults.Ok(new UserInfo(
            user.Id.ToString(CultureInfo.InvariantCulture),
            profile ? user.Profile.DisplayName : null, profile ? user.Profile.TimeZone : null,
            email ? user.Profile.Email : null, email ? true : null));
    }
}
