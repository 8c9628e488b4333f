using Microsoft.Extensions.Options;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>
/// The authorization endpoint. In the realms of other providers the user named by <c>login_hint</c> counts as signed in and agrees to everything;
/// in those with passwords the sign-in page follows.
/// </summary>
internal sealed class AuthorizeEndpoint(IOptions<AuthOptions> options, SessionStore sessions, AuthorizationCodes codes)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Realm.Own.AuthorizePath, ([AsParameters] AuthorizeRequest request, AuthorizeEndpoint endpoint, HttpContext context) =>
            endpoint.HandleAsync(Realm.Own, request, context));
        app.MapGet("/oauth/{realm}/authorize", (string realm, [AsParameters] AuthorizeRequest request, AuthorizeEndpoint endpoint, HttpContext context) =>
            endpoint.HandleAsync(Realm.Find(realm), request, context));
        app.MapPost(Realm.Own.AuthorizePath, (PostedForm form, AuthorizeEndpoint endpoint, HttpContext context) =>
            endpoint.HandleAsync(Realm.Own, AuthorizeRequest.From(form), context)).Accepts<Dictionary<string, string>>(PostedForm.MediaType);
        app.MapPost("/oauth/{realm}/authorize", (string realm, PostedForm form, AuthorizeEndpoint endpoint, HttpContext context) =>
            endpoint.HandleAsync(Realm.Find(realm), AuthorizeRequest.From(form), context)).Accepts<Dictionary<string, string>>(PostedForm.MediaType);
    }

    private async Task<IResult> HandleAsync(Realm? realm, AuthorizeRequest request, HttpContext context)
    {
        if (AuthorizeAnswer.FindRefusal(realm, request, options.Value) is { } refusal)
            return refusal;
        context.Response.Headers.CacheControl = "no-store";
        var issuer = options.Value.Issuer(realm!);
        if (request.FindError(realm!) is { } error)
            return TypedResults.Redirect(AuthorizeAnswer.Error(request, issuer, error));
        if (realm!.AsksPassword)
            return new SignInPage(realm, request, request.LoginHint, null, StatusCodes.Status200OK);
        if (await sessions.FindUserAsync(request.LoginHint!, context.RequestAborted) is not { } userId)
            return TypedResults.Redirect(AuthorizeAnswer.Error(request, issuer, ("access_denied", "the user is unknown")));
        return TypedResults.Redirect(AuthorizeAnswer.Code(request, issuer, await codes.IssueAsync(realm, request, userId)));
    }
}
