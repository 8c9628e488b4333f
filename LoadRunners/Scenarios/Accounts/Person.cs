using System.Globalization;

namespace UpCoach.LoadRunners.Scenarios.Accounts;

/// <summary>A user of the platform and the identity provider that the user signs in with.</summary>
internal sealed record Person(string Email, string Realm)
{
    private static readonly string[] Realms = ["google", "apple", "facebook"];

    /// <summary>Gives the n-th user, with a provider of chance.</summary>
    /// <param name="number">1 or more.</param>
    /// <param name="random">Where the chance comes from.</param>
    public static Person Of(int number, Random random)
        => new(string.Create(CultureInfo.InvariantCulture, $"user{number:00000}@upcoach.example"), Realms[random.Next(Realms.Length)]);
}
