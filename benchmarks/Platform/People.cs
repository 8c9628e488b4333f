using UpCoach.Testing;

namespace UpCoach.Benchmarks.Platform;

/// <summary>Signs users in before the clock starts.</summary>
internal static class People
{
    public static async Task<string[]> SignInAsync(Uri target, int count)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = target };
        var tokens = new string[count];
        for (var n = 0; n < count; n++)
            tokens[n] = await MobileSignIn.AccessTokenAsync(client, n + 1);
        return tokens;
    }
}
