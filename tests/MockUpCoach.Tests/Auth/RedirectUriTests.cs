using UpCoach.MockUpCoach.Auth;

namespace UpCoach.MockUpCoach.Tests.Auth;

public sealed class RedirectUriTests
{
    private static readonly AuthOptions Options = new();

    [Theory]
    [InlineData("upcoach-mobile", "upcoach://callback")]
    [InlineData("upcoach-web", "https://upcoach.example/app")]
    [InlineData("upcoach-web", "https://upcoach.example/dashboard/")]
    [InlineData("upcoach-web", "http://127.0.0.1:4711/app")]
    [InlineData("upcoach-web", "http://localhost:1/dashboard/callback")]
    [InlineData("upcoach-web", "http://[::1]:80808/app", false)]
    [InlineData("upcoach-web", "http://[::1]:8080/app")]
    public void Uri_OfTheClient_IsRegistered(string client, string uri, bool registered = true) =>
        Assert.Equal(registered, RedirectUris.IsRegistered(Options, client, uri));

    [Theory]
    [InlineData("upcoach-mobile", "upcoach://callback/")]
    [InlineData("upcoach-mobile", "upcoach://callback?x=1")]
    [InlineData("upcoach-mobile", "http://127.0.0.1:4711/app")]
    [InlineData("upcoach-web", "upcoach://callback")]
    [InlineData("upcoach-web", "https://127.0.0.1:4711/app")]
    [InlineData("upcoach-web", "http://127.0.0.1.evil.example/app")]
    [InlineData("upcoach-web", "http://evil@127.0.0.1:4711/app")]
    [InlineData("upcoach-web", "http://127.0.0.1:4711@evil.example/app")]
    [InlineData("upcoach-web", "http://127.0.0.1:4711/app/../evil")]
    [InlineData("upcoach-web", "http://127.0.0.1:4711/app#x")]
    [InlineData("upcoach-web", "http://127.0.0.1:4711/app?x=1")]
    [InlineData("upcoach-web", "http:\\\\127.0.0.1:4711/app")]
    [InlineData("upcoach-web", "HTTP://127.0.0.1:4711/app")]
    [InlineData("upcoach-web", "//127.0.0.1/app")]
    [InlineData("upcoach-web", "")]
    [InlineData("upcoach-web", null)]
    public void Uri_Other_IsNotRegistered(string client, string? uri) => Assert.False(RedirectUris.IsRegistered(Options, client, uri));
}
