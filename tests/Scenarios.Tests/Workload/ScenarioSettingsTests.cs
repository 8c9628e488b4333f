using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.Scenarios.Tests.Workload;

public sealed class ScenarioSettingsTests
{
    [Fact]
    public void Read_NothingSet_GivesTheDefaults()
        => Assert.Equal(new ScenarioSettings(TimeSpan.FromSeconds(1), Users: 5_000, Items: 20_000), Read());

    [Theory]
    [InlineData("1s", 1000)]
    [InlineData("1.5s", 1500)]
    [InlineData("250ms", 250)]
    [InlineData("0", 0)]
    public void Read_Think_IsADuration(string text, double milliseconds)
        => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Read(("THINK", text)).Think);

    [Fact]
    public void Read_Numbers_AreTaken()
        => Assert.Equal((7, 9), (Read(("USERS", "7"), ("ITEMS", "9")).Users, Read(("USERS", "7"), ("ITEMS", "9")).Items));

    [Theory]
    [InlineData("THINK", "soon")]
    [InlineData("THINK", "1")]
    [InlineData("THINK", "-1s")]
    [InlineData("USERS", "0")]
    [InlineData("USERS", "many")]
    [InlineData("ITEMS", "1.5")]
    public void Read_BadValue_NamesTheSetting(string name, string value)
    {
        var error = Assert.Throws<ArgumentException>(() => Read((name, value)));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", error.Message, StringComparison.Ordinal);
    }

    private static ScenarioSettings Read(params (string Name, string Value)[] env)
        => ScenarioSettings.Read(env.ToDictionary(pair => pair.Name, pair => pair.Value));
}
