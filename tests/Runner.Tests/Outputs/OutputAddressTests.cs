using UpCoach.LoadRunners.Runner;
using UpCoach.LoadRunners.Runner.Outputs;

namespace UpCoach.Runner.Tests.Outputs;

public sealed class OutputAddressTests
{
    [Theory]
    [InlineData("results/x", null, "results/x")]
    [InlineData("./a=b", null, "./a=b")]
    [InlineData("/tmp/a=b", null, "/tmp/a=b")]
    [InlineData("json=points.json", "json", "points.json")]
    [InlineData("json=a=b.json", "json", "a=b.json")]
    [InlineData("prometheus=http://127.0.0.1:9090", "prometheus", "http://127.0.0.1:9090")]
    [InlineData("otlp=http://127.0.0.1:4318", "otlp", "http://127.0.0.1:4318")]
    public void Text_Read_IsAFolderOrAKind(string text, string? kind, string where)
    {
        Assert.Equal(new OutputAddress(kind, where), OutputAddress.Read(text));
        Assert.Equal(text, OutputAddress.Read(text).ToString());
    }

    [Theory]
    [InlineData("csv=points.csv", "json, otlp, prometheus")]
    [InlineData("csv=points.csv", "./csv=points.csv")]
    [InlineData("json=", "nothing follows")]
    public void Text_OfNoUse_IsBadInputWithWhatIsAllowed(string text, string message)
    {
        var problem = Assert.Throws<CommandException>(() => OutputAddress.Read(text));
        Assert.Equal(104, problem.ExitCode);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9090", "http://127.0.0.1:9090/api/v1/write")]
    [InlineData("http://127.0.0.1:9090/prom/write", "http://127.0.0.1:9090/prom/write")]
    public void PushAddress_WithoutAPath_GetsTheUsualOne(string text, string address) =>
        Assert.Equal(new Uri(address), PushAddress.Read("prometheus", text, "/api/v1/write"));

    [Theory]
    [InlineData("127.0.0.1:9090", "wants an address")]
    [InlineData("http://me:hunter2@127.0.0.1:9090", "environment")]
    public void PushAddress_Bad_SaysWhyAndNeverRepeatsThePassword(string text, string message)
    {
        var problem = Assert.Throws<CommandException>(() => PushAddress.Read("prometheus", text, "/api/v1/write"));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem.Message, StringComparison.Ordinal);
    }
}
