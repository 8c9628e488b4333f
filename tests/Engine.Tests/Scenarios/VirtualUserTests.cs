using UpCoach.Engine.Tests.Metrics;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.Engine.Tests.Scenarios;

public sealed class VirtualUserTests
{
    private static readonly TagSet s_answer = TagSet.Of("kind", "answer");

    private readonly MetricRecorder _recorder = new();

    [Fact]
    public void Groups_Nested_TagTheirSamplesAndTakeTheirTime()
    {
        var user = User();
        using (user.Group("checkout"))
        {
            user.Count("steps");
            using (user.Group("pay"))
            {
                user.Count("steps");
                user.Check("paid", condition: true);
            }

            user.Count("steps");
        }

        user.Count("steps");

        var store = Store();
        Assert.Equal(["::checkout", "::checkout::pay"], store.TagValues("group_duration", "group"));
        Assert.Equal((4, 2, 1), (store.Query("steps").Sum, store.Query("steps", TagSelector.Of("group", "::checkout")).Sum,
            store.Query("steps", TagSelector.Of("group", "::checkout::pay")).Sum));
        Assert.Equal(1, store.Query("checks", TagSelector.Of("group", "::checkout::pay")).Passes);
    }

    [Fact]
    public void Group_ThatThrows_IsLeftAndTimed()
    {
        var user = User();
        Assert.Throws<InvalidOperationException>(Leave);

        Assert.Equal("scenario:feed", user.Tags.ToString());
        Assert.Equal(1, Store().Query("group_duration").Count);

        void Leave()
        {
            using var group = user.Group("a");
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public void Group_NameWithItsSeparator_IsRefused() => Assert.Throws<ArgumentException>(() => User().Group("a::b"));

    [Fact]
    public void Tagged_Stretch_TagsItsSamples()
    {
        var user = User();
        using (user.Tagged("step", "one")) user.Trend("wait", 1.5, s_answer);
        user.Trend("wait", 2.5);

        var store = Store();
        Assert.Equal(["{kind:answer,scenario:feed,step:one}", "{scenario:feed}"], store.SeriesOf("wait").Select(series => $"{{{series.Tags}}}"));
        Assert.Equal((2, 0), (store.Query("wait").Count, store.Query("group_duration").Count));
    }

    [Fact]
    public void Beside_InAScope_HasItsTagsAndTheRandomnessOfTheSeedAndNumber()
    {
        VirtualUser Of(int number) => new(new VirtualUserOptions { Scenario = "feed", Number = number, Seed = 7, TimeScale = 0.5, Target = new Uri("http://127.0.0.1:1"), Recorder = _recorder });
        var user = Of(1);
        using var scope = user.Tagged("step", "one");
        var other = user.Beside(5);
        Assert.Equal((user.Tags, 5, 0.5), (other.Tags, other.Number, other.TimeScale));
        Assert.Equal(Of(5).Random.Next(), other.Random.Next());
    }

    [Fact]
    public void CustomMetric_SecondKind_IsRefused()
    {
        var user = User();
        user.Count("orders");

        Assert.Throws<InvalidOperationException>(() => user.Trend("orders", 1));
    }

    [Fact]
    public void CustomMetricsAndChecks_SteadyState_AllocateNothing()
    {
        var user = User();

        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                using var group = user.Group("checkout");
                using var scope = user.Tagged("step", "one");
                user.Trend("wait", 1.5, s_answer);
                user.Count("orders", 1, s_answer);
                user.Rate("found", passed: true);
                user.Check("ok", condition: true);
            }
        }));
    }

    private VirtualUser User() => new(new VirtualUserOptions { Scenario = "feed", Number = 1, Target = new Uri("http://127.0.0.1:1"), Recorder = _recorder });

    private MetricStore Store()
    {
        var store = new MetricStore();
        store.Add(_recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1));
        return store;
    }
}
