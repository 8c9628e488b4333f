using UpCoach.LoadRunners.Scenarios.Accounts;

namespace UpCoach.Scenarios.Tests.Accounts;

public sealed class CallbackTests
{
    [Fact]
    public void Parse_Redirect_GivesAddressAndParameters()
    {
        var callback = Callback.Parse("upcoach://callback?code=a-b_c&state=x%2By&iss=http%3A%2F%2Fissuer");

        Assert.Equal("upcoach://callback", callback.Uri);
        Assert.Equal("a-b_c", callback["code"]);
        Assert.Equal("x+y", callback["state"]);
        Assert.Equal("http://issuer", callback["iss"]);
        Assert.Null(callback["error"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?=&&code")]
    public void Parse_NothingUseful_GivesNothing(string? location)
    {
        var callback = Callback.Parse(location);

        Assert.Equal("", callback.Uri);
        Assert.Null(callback["code"]);
    }
}
