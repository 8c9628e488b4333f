using System.Globalization;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Auth;

/// <summary>Runs tests/Clients/openid: clients of the npm registry that know nothing of this project.</summary>
[Trait("kind", "server")]
public sealed class OpenIdClientTests(ApiFixture api)
{
    private readonly PublicClient client = new("openid", "openid-client");

    [Fact]
    public async Task PublicClients_EveryIssuer_CompleteEveryPart()
    {
        await client.EnsureInstalledAsync();
        var origin = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        await using var own = await api.StartAsync("upcoach-3", null, $"--urls={origin}", $"--UpCoach:Auth:Origin={origin}");
        var (exitCode, output) = await client.RunAsync([], "sign-in.js", origin, SignIn.Email(22), "upcoach-lab");
        Assert.True(exitCode == 0, output);
        Assert.Contains("130 parts passed", output, StringComparison.Ordinal);
    }
}
