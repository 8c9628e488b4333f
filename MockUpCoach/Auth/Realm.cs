namespace UpCoach.MockUpCoach.Auth;

/// <summary>One identity provider that is played here.</summary>
/// <param name="Name">Its name in paths and in the user's profile.</param>
/// <param name="Path">Where its endpoints stand; its issuer is the origin followed by this.</param>
/// <param name="AsksPassword">True if the user proves with a password who it is; else the user named by <c>login_hint</c> counts as signed in.</param>
internal sealed record Realm(string Name, string Path, bool AsksPassword)
{
    /// <summary>The platform itself: the issuer without a path, which signs in by e-mail.</summary>
    public static readonly Realm Own = new("upcoach", "", AsksPassword: true);

    public static readonly IReadOnlyList<Realm> All =
    [
        Provider("google"), Provider("apple"), Provider("facebook"), new Realm("email", "/oauth/email", AsksPassword: true), Own,
    ];

    public string AuthorizePath => Path.Length == 0 ? "/oauth/authorize" : $"{Path}/authorize";

    public string SignInPath => Path.Length == 0 ? "/oauth/sign-in" : $"{Path}/sign-in";

    /// <summary>Finds the realm that a path names.</summary>
    public static Realm? Find(string name) => All.FirstOrDefault(realm => realm.Name == name && realm != Own);

    private static Realm Provider(string name) => new(name, $"/oauth/{name}", AsksPassword: false);
}
