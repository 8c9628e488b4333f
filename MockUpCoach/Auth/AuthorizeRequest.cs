using Microsoft.AspNetCore.Mvc;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>An authorization request (RFC 6749 section 4.1.1, RFC 7636, OpenID Connect Core 1.0 section 3.1.2.1).</summary>
internal readonly record struct AuthorizeRequest
{
    private const int MostNonceCharacters = 512;

    [FromQuery(Name = "response_type")]
    public string? ResponseType { get; init; }

    [FromQuery(Name = "response_mode")]
    public string? ResponseMode { get; init; }

    [FromQuery(Name = "client_id")]
    public string? ClientId { get; init; }

    [FromQuery(Name = "redirect_uri")]
    public string? RedirectUri { get; init; }

    [FromQuery(Name = "scope")]
    public string? Scope { get; init; }

    [FromQuery(Name = "state")]
    public string? State { get; init; }

    [FromQuery(Name = "nonce")]
    public string? Nonce { get; init; }

    [FromQuery(Name = "prompt")]
    public string? Prompt { get; init; }

    [FromQuery(Name = "code_challenge")]
    public string? CodeChallenge { get; init; }

    [FromQuery(Name = "code_challenge_method")]
    public string? CodeChallengeMethod { get; init; }

    [FromQuery(Name = "login_hint")]
    public string? LoginHint { get; init; }

    [FromQuery(Name = "request")]
    public string? RequestObject { get; init; }

    [FromQuery(Name = "request_uri")]
    public string? RequestUri { get; init; }

    /// <summary>Reads the request from a form: OpenID Connect lets clients post it.</summary>
    public static AuthorizeRequest From(PostedForm form)
    {
        // A parameter that comes twice is joined by a comma, which no valid value has.
        string? Value(string name) => form[name] is { Count: > 0 } values ? values.ToString() : null;
        return new AuthorizeRequest
        {
            ResponseType = Value("response_type"), ResponseMode = Value("response_mode"), ClientId = Value("client_id"), RedirectUri = Value("redirect_uri"),
            Scope = Value("scope"), State = Value("state"), Nonce = Value("nonce"), Prompt = Value("prompt"), CodeChallenge = Value("code_challenge"),
            CodeChallengeMethod = Value("code_challenge_method"), LoginHint = Value("login_hint"), RequestObject = Value("request"), RequestUri = Value("request_uri"),
        };
    }

    /// <summary>Gives the error to send back to the client, or null. Only for requests whose client and redirect URI are good.</summary>
    public (string Error, string Description)? FindError(Realm realm) => this switch
    {
        { RequestObject: not null } => ("request_not_supported", "send the parameters themselves"),
        { RequestUri: not null } => ("request_uri_not_supported", "send the parameters themselves"),
        { ResponseType: null } => ("invalid_request", "response_type is missing"),
        { ResponseType: not "code" } => ("unsupported_response_type", "only code is supported"),
        { ResponseMode: not (null or "query") } => ("invalid_request", "only the response_mode query is supported"),
        { CodeChallengeMethod: not "S256" } => ("invalid_request", "code_challenge_method must be S256"),
        _ when !ProofKey.IsChallenge(CodeChallenge) => ("invalid_request", "code_challenge must be 43 characters of base64url"),
        _ when ScopeList().Except(AuthOptions.Scopes, StringComparer.Ordinal).Any() => ("invalid_scope", "an unknown scope is asked for"),
        { Nonce.Length: > MostNonceCharacters } => ("invalid_request", "the nonce is longer than 512 characters"),
        { Prompt: "none" } when realm.AsksPassword => ("login_required", "the password must be asked for"),
        { LoginHint: null or "" } when !realm.AsksPassword => ("login_required", "login_hint must name the user"),
        _ => null,
    };

    public string[] ScopeList() => (Scope ?? "openid").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
