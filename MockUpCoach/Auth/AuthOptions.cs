namespace UpCoach.MockUpCoach.Auth;

/// <summary>Settings of sign-in. Configuration section <c>UpCoach:Auth</c>.</summary>
public sealed record AuthOptions
{
    /// <summary>The audience of access tokens.</summary>
    public const string Audience = "upcoach-api";

    /// <summary>Scopes that a client may ask for.</summary>
    public static readonly IReadOnlyList<string> Scopes = ["openid", "profile", "email", "offline_access"];

    /// <summary>What issuers begin with: the platform's own issuer is this, a realm's is <c>{Origin}/oauth/{realm}</c>.</summary>
    /// <value>An absolute URL without a trailing slash; default https://upcoach.example. A client that checks issuers needs the address that it calls.</value>
    public string Origin { get; set; } = "https://upcoach.example";

    /// <summary>The mobile app.</summary>
    /// <value>Default upcoach-mobile.</value>
    public string ClientId { get; set; } = "upcoach-mobile";

    /// <summary>Where the mobile app takes its code; compared letter by letter.</summary>
    /// <value>Default upcoach://callback.</value>
    public string RedirectUri { get; set; } = "upcoach://callback";

    /// <summary>The pages in the browser, which take their code at <c>/app</c> or <c>/dashboard</c> of the origin or of a loopback address.</summary>
    /// <value>Default upcoach-web.</value>
    public string WebClientId { get; set; } = "upcoach-web";

    /// <summary>How long an access token is valid.</summary>
    /// <value>Default 15 min.</value>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a refresh token may lie unused.</summary>
    /// <value>Default 30 days.</value>
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long an authorization code may lie unused.</summary>
    /// <value>Default 60 s, the most that RFC 6749 finds sensible is 10 min.</value>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a signing key is used before the next one takes over.</summary>
    /// <value>More than 3 h; default 90 days.</value>
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How a password's hash is made; a hash of another cost is made anew when its user signs in.</summary>
    /// <value>Rounds of PBKDF2-HMAC-SHA-512; default 210,000, the least that OWASP advises: 0.1 s of a core.</value>
    public int PasswordRounds { get; set; } = Passwords.PasswordHash.LeastRounds;

    /// <summary>How often one may be wrong about a password.</summary>
    public ThrottleOptions Throttle { get; set; } = new();

    /// <summary>Gives the issuer of a realm.</summary>
    internal string Issuer(Realm realm) => Origin + realm.Path;

    /// <summary>Gives the issuer that named itself <paramref name="realm"/> in a session.</summary>
    internal string Issuer(string realm) => Issuer(Realm.All.First(known => known.Name == realm));
}
