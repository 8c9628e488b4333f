using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Runner.Steering;

namespace UpCoach.Runner.Tests.Steering;

public sealed class RunSteeringTests : IAsyncDisposable
{
    private const string Controlled = """{"scenarios": {"hand": {"executor": "externally-controlled", "vus": 2, "maxVUs": 4, "duration": "10m"}}}""";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly FakeMember _one = new("one");
    private readonly FakeMember _two = new("two");

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Theory]
    [InlineData("p", true, 2)]
    [InlineData("pr", false, 2)]
    [InlineData("+", false, 3)]
    [InlineData("+++++", false, 4)]
    [InlineData("---", false, 0)]
    [InlineData("P=", true, 3)]
    public async Task Keys_OfAControlledPlan_AreTheWholeTestsNumbersForEveryMember(string keys, bool isPaused, int users)
    {
        var steering = await PressAsync(Controlled, keys);
        Assert.Equal(new LoadControlState(isPaused, users, 4), steering.State);
        Assert.Equal(steering.State, _one.Steered[^1]);
        Assert.Equal(_one.Steered, _two.Steered);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("r")]
    public async Task Key_ThatChangesNothing_IsNotSent(string keys)
    {
        await PressAsync(Controlled, keys);
        Assert.Empty(_one.Steered);
    }

    [Fact]
    public async Task Keys_OfAnotherPlan_DoNothing()
    {
        var steering = await PressAsync(Plans.Iterations(10), "p+-");
        Assert.False(steering.CanSteer);
        Assert.Empty(_one.Steered);
    }

    private async Task<RunSteering> PressAsync(string plan, string keys)
    {
        var catalog = UpCoach.LoadRunners.Runner.RunnerContext.OfThisProcess().Catalog;
        var steering = new RunSteering(PlanReader.Read(plan.Replace("\"hand\": {", "\"hand\": {\"exec\": \"http_get\", ", StringComparison.Ordinal), catalog).Plan!, [_one, _two]);
        foreach (var key in keys)
        {
            await steering.PressAsync(key, Stop);
        }

        return steering;
    }
}
