using Microsoft.Extensions.Options;
using UpCoach.MockUpCoach.Auth.Passwords;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Takes what was typed into the sign-in page: the right password becomes an authorization code.</summary>
internal sealed class SignInEndpoint(
    IOptions<AuthOptions> options, AccountStore accounts, PasswordCheck passwords, LoginThrottle throttle, AuthorizationCodes codes)
{
    private const int MostEmailCharacters = 254; // RFC 5321 section 4.5.3.1.3, without the brackets.
    private const int MostPasswordCharacters = 256;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Realm.Own.SignInPath, ([AsParameters] AuthorizeRequest request, PostedForm form, SignInEndpoint endpoint, HttpContext context) =>
            endpoint.HandleAsync(Realm.Own, request, form, context)).Accepts<Dictionary<string, string>>(PostedForm.MediaType);
        app.MapPost("/oauth/{realm}/sign-in", (string realm, [AsParameters] AuthorizeRequest request, PostedForm form, SignInEndpoint endpoint, HttpContext context) =>
            endpoint.HandleAsync(Realm.Find(realm), request, form, context)).Accepts<Dictionary<string, string>>(PostedForm.MediaType);
    }

    private async Task<IResult> HandleAsync(Realm? realm, AuthorizeRequest request, PostedForm form, HttpContext context)
    {
        if (AuthorizeAnswer.FindRefusal(realm, request, options.Value) is { } refusal)
            return refusal;
        if (!realm!.AsksPassword || request.FindError(realm) is not null)
            return TypedResults.Problem("The address is not one that the sign-in page has.", statusCode: StatusCodes.Status400BadRequest);

        // Another site's page must not sign its visitor in. Browsers say where a request comes from; what says nothing is no browser.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none"))
            return TypedResults.Problem("Another site may not post here.", statusCode: StatusCodes.Status403Forbidden);
        var (email, password) = (form["email"].ToString().Trim().ToLowerInvariant(), form["password"].ToString());
        if (email.Length is 0 or > MostEmailCharacters || email.Contains('\0', StringComparison.Ordinal) || password.Length is 0 or > MostPasswordCharacters)
            return TypedResults.Problem("Give email and password.", statusCode: StatusCodes.Status400BadRequest);

        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (await throttle.BeginAsync(email, address) is var wait && wait > TimeSpan.Zero)
            return Refused(context, realm, request, email, "Too many attempts. Wait a few minutes.", StatusCodes.Status429TooManyRequests, wait);
        var account = await accounts.FindAsync(email, context.RequestAborted);
        var right = await passwords.MatchesAsync(account?.Hash, password, context.RequestAborted);
        if (right is null)
            return Refused(context, realm, request, email, "Very many people sign in just now. Try again.", StatusCodes.Status503ServiceUnavailable, TimeSpan.FromSeconds(1));
        if (right is false)
            return Refused(context, realm, request, email, "The e-mail address or the password is wrong.", StatusCodes.Status403Forbidden, null);

        await throttle.ForgiveAsync(email, address);
        if (passwords.IsOutdated(account!.Hash))
            await accounts.ReplaceAsync(account, await passwords.HashAsync(password), context.RequestAborted);

        // 303: what follows is a GET; the password must not travel on (RFC 9700 section 4.12).
        context.Response.Headers.Location = AuthorizeAnswer.Code(request, options.Value.Issuer(realm), await codes.IssueAsync(realm, request, account.UserId));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult Refused(HttpContext context, Realm realm, AuthorizeRequest request, string email, string message, int status, TimeSpan? wait)
    {
        if (wait is { } delay)
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(delay.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? new SignInPage(realm, request, email, message, status)
            : TypedResults.Problem(message, statusCode: status);
    }
}
