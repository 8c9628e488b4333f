using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.WebUtilities;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>The page that asks for e-mail address and password. It carries the client's request along in its form's address.</summary>
internal sealed class SignInPage(Realm realm, AuthorizeRequest request, string? email, string? message, int status) : IResult
{
    private static readonly string Style = EmbeddedText.Read("sign-in/sign_in.css");
    private static readonly string[] Parts = EmbeddedText.Read("sign-in/sign_in.html").Replace("{style}", Style, StringComparison.Ordinal).Split(["{action}", "{email}", "{message}"], StringSplitOptions.None);

    // No form-action: browsers apply it to the redirect that follows as well, and that goes to the app.
    private static readonly string Policy = string.Create(
        CultureInfo.InvariantCulture, $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; frame-ancestors 'none'");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        var html = HtmlEncoder.Default;
        var alert = message is null ? "" : $"<p class=\"message\" role=\"alert\">{html.Encode(message)}</p>";
        await response.WriteAsync(string.Concat(Parts[0], alert, Parts[1], html.Encode(Action())) + string.Concat(Parts[2], html.Encode(email ?? ""), Parts[3]));
    }

    private string Action() => QueryHelpers.AddQueryString(
        realm.SignInPath,
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = request.ResponseType, ["client_id"] = request.ClientId, ["redirect_uri"] = request.RedirectUri, ["scope"] = request.Scope,
            ["state"] = request.State, ["nonce"] = request.Nonce, ["code_challenge"] = request.CodeChallenge,
            ["code_challenge_method"] = request.CodeChallengeMethod,
        }.Where(pair => pair.Value is not null));
}
