using System.Buffers.Text;
using System.Net;
using System.Text;

namespace UpCoach.MockUpCoach.Tests.Hostile;

/// <summary>Tokens put together by hand. <see cref="Auth.BearerTests"/> has those that a library can still make.</summary>
[Trait("kind", "server")]
public sealed class ForgedTokenTests(ApiFixture api)
{
    private const string Header = """{"alg":"ES256","typ":"at+jwt","kid":"es256-1"}""";

    [Theory]
    [InlineData("""{"alg":"none","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"None","typ":"at+jwt","kid":"es256-1"}""")]
    [InlineData("""{"alg":"nOnE","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"HS256","typ":"at+jwt","kid":"es256-1"}""")]
    [InlineData("""{"alg":"RS256","typ":"at+jwt","kid":"es256-1"}""")]
    [InlineData("""{"typ":"at+jwt","kid":"es256-1"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"../../../../dev/null"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"' UNION SELECT 'x'; --"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","jku":"http://127.0.0.1:1/keys","kid":"mine"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","crit":["exp"],"exp":1}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","jwk":{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}}""")]
    [InlineData(Header)]
    public async Task Token_OtherHeader_IsRefused(string header)
    {
        var (payload, signature) = await GoodAsync();
        await AssertRefusedAsync($"{Encode(header)}.{payload}.{(header == Header ? "" : signature)}");
        await AssertRefusedAsync($"{Encode(header)}.{payload}.");
    }

    [Fact]
    public async Task Token_SignatureOfZeros_IsRefused()
    {
        // A verifier that forgets to check the range takes r = s = 0 for any message.
        var (payload, _) = await GoodAsync();
        await AssertRefusedAsync($"{Encode(Header)}.{payload}.{Base64Url.EncodeToString(new byte[64])}");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c.d.e")]
    [InlineData("....................")]
    public async Task Token_NoToken_IsRefused(string token) => await AssertRefusedAsync(token);

    [Fact]
    public async Task Token_OneBitOfThePayloadChanged_IsRefused()
    {
        var tokens = await SignIn.TokensAsync(api.First.Client, 33);
        var parts = tokens.GetProperty("access_token").GetString()!.Split('.');
        var payload = Base64Url.DecodeFromChars(parts[1]);
        payload[^3] ^= 1;
        await AssertRefusedAsync($"{parts[0]}.{Base64Url.EncodeToString(payload)}.{parts[2]}");
    }

    private async Task<(string Payload, string Signature)> GoodAsync()
    {
        var tokens = await SignIn.TokensAsync(api.First.Client, 33);
        var parts = tokens.GetProperty("access_token").GetString()!.Split('.');
        return (parts[1], parts[2]);
    }

    private async Task AssertRefusedAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/me", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await api.First.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
