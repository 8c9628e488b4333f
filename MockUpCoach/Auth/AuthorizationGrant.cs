namespace UpCoach.MockUpCoach.Auth;

/// <summary>What an authorization code stands for. Lives in Redis until it is taken.</summary>
/// <param name="UserId">Who signed in.</param>
/// <param name="Realm">With which identity provider.</param>
/// <param name="ClientId">The client that asked.</param>
/// <param name="RedirectUri">Where the code was sent.</param>
/// <param name="Challenge">What the client's verifier must match.</param>
/// <param name="Scope">What was agreed to.</param>
/// <param name="Nonce">What the client wants to see again in its id_token; null if it asked for nothing.</param>
/// <param name="SignedInAt">When the user proved who it is.</param>
internal sealed record AuthorizationGrant(
    long UserId, string Realm, string ClientId, string RedirectUri, string Challenge, string Scope, string? Nonce, DateTimeOffset SignedInAt);
