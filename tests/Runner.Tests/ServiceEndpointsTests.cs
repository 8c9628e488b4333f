using UpCoach.LoadRunners.Runner.Discovery;

namespace UpCoach.Runner.Tests;

public sealed class ServiceEndpointsTests
{
    [Fact]
    public void Find_TenAgents_OrdersByNumber()
    {
        var environment = Enumerable.Range(1, 10).Reverse().ToDictionary(number => $"services__runner-{number}__http__0", number => $"http://127.0.0.1:{5000 + number}");
        environment["services__cdn-us-east__http__0"] = "http://127.0.0.1:6000";
        environment["services__runner-1__https__0"] = "https://127.0.0.1:7000";
        var agents = ServiceEndpoints.Find(environment, "runner-");
        Assert.Equal(10, agents.Count);
        Assert.Equal(["runner-1", "runner-2"], agents.Take(2).Select(agent => agent.Name));
        Assert.Equal("runner-10", agents[^1].Name);
    }
}
