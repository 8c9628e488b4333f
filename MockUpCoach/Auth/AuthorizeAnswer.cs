using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>What the authorization endpoint may answer.</summary>
internal static class AuthorizeAnswer
{
    /// <summary>Refuses a request whose realm, client or redirect URI is not known; null if all are.</summary>
    /// <remarks>Before client and redirect URI are known to be good, a redirect would make this server a tool of strangers.</remarks>
    public static ProblemHttpResult? FindRefusal(Realm? realm, AuthorizeRequest request, AuthOptions options)
    {
        if (realm is null)
            return TypedResults.Problem($"There is no realm of this name. Use one of {string.Join(", ", Realm.All.Where(known => known != Realm.Own).Select(known => known.Name))}.", statusCode: StatusCodes.Status404NotFound);
        if (!RedirectUris.IsClient(options, request.ClientId))
            return TypedResults.Problem("client_id is not registered.", statusCode: StatusCodes.Status400BadRequest);
        return RedirectUris.IsRegistered(options, request.ClientId!, request.RedirectUri)
            ? null
            : TypedResults.Problem("redirect_uri is not registered for this client.", statusCode: StatusCodes.Status400BadRequest);
    }

    /// <summary>Gives the address that takes a code back to the client.</summary>
    public static string Code(AuthorizeRequest request, string issuer, string code) => Back(request, issuer, [new("code", code)]);

    /// <summary>Gives the address that takes an error back to the client.</summary>
    public static string Error(AuthorizeRequest request, string issuer, (string Code, string Description) error) =>
        Back(request, issuer, [new("error", error.Code), new("error_description", error.Description)]);

    private static string Back(AuthorizeRequest request, string issuer, KeyValuePair<string, string?>[] answer) =>
        QueryHelpers.AddQueryString(request.RedirectUri!, [.. answer, .. request.State is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("state", request.State)], new("iss", issuer)]);
}
