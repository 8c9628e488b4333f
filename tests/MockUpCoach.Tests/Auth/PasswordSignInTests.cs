using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using UpCoach.MockUpCoach.Auth.Passwords;

namespace UpCoach.MockUpCoach.Tests.Auth;

[Trait("kind", "server")]
public sealed class PasswordSignInTests(ApiFixture api)
{
    private const string Password = "upcoach-lab";

    [Theory]
    [InlineData("/oauth", "https://upcoach.example", "upcoach")]
    [InlineData("/oauth/email", "https://upcoach.example/oauth/email", "email")]
    public async Task SignIn_RightPassword_GivesTokensOfThatIssuer(string path, string issuer, string realm)
    {
        using var response = await PostAsync(path, SignIn.Email(14), Password);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        var answer = QueryHelpers.ParseQuery(response.Headers.Location!.Query);
        Assert.Equal(issuer, answer["iss"]);
        Assert.Equal("S", answer["state"]);
        using var granted = await SignIn.PostAsync(api.Second.Client, "/oauth/token", SignIn.TokenForm(answer["code"]!));
        var tokens = await granted.JsonAsync();
        Assert.Equal(issuer, new JsonWebToken(tokens.GetProperty("id_token").GetString()).Issuer);
        using var client = SignIn.WithToken(api.First, tokens.GetProperty("access_token").GetString()!);
        var me = await client.ReadAsync($"/api/v1/me");
        Assert.Equal(14, me.Id());
        Assert.Equal(realm, me.GetProperty("realm").GetString());
    }

    [Theory]
    [InlineData("user00015@upcoach.example", "wrong")]
    [InlineData("user00015@upcoach.example", " upcoach-lab")]
    [InlineData("nobody@upcoach.example", Password)]
    [InlineData("' OR '1'='1", Password)]
    public async Task SignIn_WrongPasswordOrAccount_IsTheSameAnswer(string email, string password)
    {
        using var response = await PostAsync("/oauth/email", email, password);
        var problem = await response.ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal("The e-mail address or the password is wrong.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("a@b.example", "")]
    [InlineData("a\0@b.example", "x")]
    public async Task SignIn_NothingToCompare_IsBadRequest(string email, string password)
    {
        using var response = await PostAsync("/oauth/email", email, password);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task SignIn_EmailInOtherCase_IsTheSameAccount()
    {
        using var response = await PostAsync("/oauth/email", $" {SignIn.Email(16).ToUpperInvariant()} ", Password);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    [Fact]
    public async Task SignIn_FromAnotherSite_IsForbidden()
    {
        using var response = await PostAsync("/oauth/email", SignIn.Email(16), Password, ("Sec-Fetch-Site", "cross-site"));
        await response.ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task SignIn_WrongTooOften_MustWaitFromThisAddressOnly()
    {
        for (var n = 0; n < 5; n++)
        {
            using var wrong = await PostAsync("/oauth/email", SignIn.Email(17), "wrong", ("X-Forwarded-For", "203.0.113.7"));
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }

        // The other instance knows, and the right password no longer helps.
        using var refused = await PostAsync("/oauth/email", SignIn.Email(17), Password, api.Second, ("X-Forwarded-For", "203.0.113.7"));
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 300);

        using var owner = await PostAsync("/oauth/email", SignIn.Email(17), Password, ("X-Forwarded-For", "198.51.100.9"));
        Assert.Equal(HttpStatusCode.SeeOther, owner.StatusCode);
    }

    [Fact]
    public async Task SignIn_ManyAtOnce_GuessesNoMoreThanOneByOne()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n =>
            PostAsync("/oauth/email", SignIn.Email(18), "wrong", n % 2 == 0 ? api.First : api.Second, ("X-Forwarded-For", "203.0.113.8"))));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden));
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task SignIn_RightAgainAndAgain_NeverWaits()
    {
        for (var n = 0; n < 7; n++)
        {
            using var response = await PostAsync("/oauth/email", SignIn.Email(19), Password, ("X-Forwarded-For", "203.0.113.9"));
            Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        }
    }

    [Fact]
    public async Task SignIn_HashOfOldCost_IsMadeAnew()
    {
        var accounts = api.First.Services.GetRequiredService<AccountStore>();
        var stop = TestContext.Current.CancellationToken;
        var account = await accounts.FindAsync(SignIn.Email(20), stop);
        await accounts.ReplaceAsync(account!, PasswordHash.Create(Password, 1000), stop);
        using var response = await PostAsync("/oauth/email", SignIn.Email(20), Password);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal(PasswordHash.LeastRounds, (await accounts.FindAsync(SignIn.Email(20), stop))!.Hash.Rounds);
    }

    [Fact]
    public async Task Page_HostileHintAndState_AreEscaped()
    {
        var query = SignIn.AuthorizeQuery(1);
        query["login_hint"] = "\"><script>alert(1)</script>";
        query["state"] = "'\"><img src=x onerror=alert(1)>";
        using var response = await SignIn.AuthorizeAsync(api.First.Client, "email", query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Page_WrongPasswordInABrowser_IsShownAgainWithTheReason()
    {
        using var response = await PostAsync("/oauth/email", SignIn.Email(21), "wrong", ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("password is wrong", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{SignIn.Email(21)}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"wrong\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorize_PromptNone_IsLoginRequired()
    {
        var query = SignIn.AuthorizeQuery(1);
        query["prompt"] = "none";
        using var response = await SignIn.AuthorizeAsync(api.First.Client, "email", query);
        Assert.Equal("login_required", QueryHelpers.ParseQuery(response.Headers.Location!.Query)["error"]);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string email, string password, params (string Name, string Value)[] headers) =>
        PostAsync(path, email, password, api.First, headers);

    private static async Task<HttpResponseMessage> PostAsync(string path, string email, string password, ApiInstance at, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(QueryHelpers.AddQueryString($"{path}/sign-in", SignIn.AuthorizeQuery(1)), UriKind.Relative));
        request.Content = new FormUrlEncodedContent([new("email", email), new("password", password)]);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await at.Client.SendAsync(request);
    }
}
