using System.Net;

namespace UpCoach.ServiceDefaults.Tests;

public sealed class DefaultEndpointsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Endpoint_AllChecksPass_Answers200(string path)
    {
        await using var service = await ServiceApp.StartAsync();

        var response = await service.Client.GetAsync(path, Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Health_DependencyDown_Answers503WhileAliveAnswers200()
    {
        await using var service = await ServiceApp.StartAsync();
        service.DependencyIsDown = true;

        var health = await service.Client.GetAsync("/health", Stop);
        var alive = await service.Client.GetAsync("/alive", Stop);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }
}
