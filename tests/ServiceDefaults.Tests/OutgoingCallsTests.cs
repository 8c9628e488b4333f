using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace UpCoach.ServiceDefaults.Tests;

public sealed class OutgoingCallsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task HttpClient_ServiceName_ResolvesFromConfiguration()
    {
        await using var target = await ServiceApp.StartAsync();
        await using var caller = await ServiceApp.StartAsync(("services:upcoach-1:http:0", target.Client.BaseAddress!.ToString()));
        var client = caller.Services.GetRequiredService<HttpClient>();

        var text = await client.GetStringAsync("http://upcoach-1/hello", Stop);

        Assert.Equal("hello", text);
    }

    [Fact]
    public async Task HttpClient_FailedPost_IsNotSentAgain()
    {
        await using var target = await ServiceApp.StartAsync();
        await using var caller = await ServiceApp.StartAsync();
        var client = caller.Services.GetRequiredService<HttpClient>();

        var response = await client.PostAsync(new Uri(target.Client.BaseAddress!, "/unstable"), content: null, Stop);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(1, target.UnstableCalls);
    }
}
