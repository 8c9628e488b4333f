using System.Text.RegularExpressions;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Protocols.Redis;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;
using UpCoach.LoadRunners.Protocols.Uploads;
using UpCoach.LoadRunners.Protocols.WebSocket;
using UpCoach.Testing;

namespace UpCoach.Protocols.Tests.Docs;

public sealed partial class ProtocolsPageTests
{
    private static readonly string Page = Read("docs/protocols.md");

    [Fact]
    public void EveryExample_OnThePage_IsOneThatCompiles()
    {
        var compiled = Words(Read("tests/Protocols.Tests/Docs/Examples.cs"));
        var examples = Example().Matches(Page).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(7, examples.Count);
        Assert.All(examples, example => Assert.Contains(Words(example), compiled, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryMetric_IsOnThePage()
    {
        var metrics = WebSocketMetrics.All.Concat(EventStreamMetrics.All).Concat(UploadMetrics.All).Concat(PostgresMetrics.All).Concat(RedisMetrics.All);

        Assert.All(metrics, metric => Assert.Contains($"`{metric.Name}`", Page, StringComparison.Ordinal));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    private static string Words(string text) => Blanks().Replace(text, " ").Trim();

    private static string Read(string path) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, path));
}
