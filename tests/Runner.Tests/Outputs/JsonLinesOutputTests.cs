using System.IO.Compression;
using System.Text.Json;
using UpCoach.LoadRunners.Runner.Outputs.Json;

namespace UpCoach.Runner.Tests.Outputs;

/// <summary>Lines read back with a JSON reader.</summary>
public sealed class JsonLinesOutputTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("upcoach-json-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Metric_FirstSeen_IsDeclaredOnceAsK6Does()
    {
        var metrics = (await WriteAsync("points.json")).Where(line => line.GetProperty("type").GetString() == "Metric").ToList();
        Assert.Equal(["http_reqs", "http_req_failed", "http_req_duration", "vus", "data_sent"], metrics.Select(line => line.GetProperty("metric").GetString()));
        var duration = metrics[2].GetProperty("data");
        Assert.Equal(("trend", "time"), (duration.GetProperty("type").GetString(), duration.GetProperty("contains").GetString()));
        Assert.Equal("p(95)<50", Assert.Single(duration.GetProperty("thresholds").EnumerateArray()).GetString());
        Assert.Equal("data", metrics[4].GetProperty("data").GetProperty("contains").GetString());
    }

    [Fact]
    public async Task Second_Written_HasTimeTagsAndValuesOfEachSeries()
    {
        var lines = await WriteAsync("points.json");
        var first = lines.First(line => line.GetProperty("type").GetString() == "Interval" && line.GetProperty("metric").GetString() == "http_req_duration").GetProperty("data");
        Assert.Equal("2026-11-24T11:15:01.000Z", first.GetProperty("time").GetString());
        Assert.Equal("feed", first.GetProperty("tags").GetProperty("name").GetString());
        var values = first.GetProperty("values");
        Assert.Equal(["count", "avg", "min", "med", "max", "p(90)", "p(95)", "p(99)"], values.EnumerateObject().Select(value => value.Name));
        Assert.Equal(100, values.GetProperty("count").GetInt64());
        Assert.Equal(95, values.GetProperty("p(95)").GetDouble(), 0.1);
    }

    [Fact]
    public async Task CountersOfAllSeconds_Added_GiveTheRun() => Assert.Equal(200,
        (await WriteAsync("points.json")).Where(line => line.GetProperty("metric").GetString() == "http_reqs" && line.GetProperty("type").GetString() == "Interval")
        .Sum(line => line.GetProperty("data").GetProperty("values").GetProperty("count").GetInt64()));

    [Fact]
    public async Task NameThatEndsInGz_Written_IsPacked() => Assert.Equal((await WriteAsync("a.json")).Count, (await WriteAsync("b.json.gz")).Count);

    private async Task<List<JsonElement>> WriteAsync(string name)
    {
        var path = Path.Combine(_folder, "sub", name);
        await using (var output = new JsonLinesOutput(path))
        {
            await output.OpenAsync(Seconds.Run(), Stop);
            await output.WriteAsync(Seconds.Of(0), Stop);
            await output.WriteAsync(Seconds.Of(1), Stop);
            await output.CloseAsync(Stop);
        }

        await using Stream file = File.OpenRead(path);
        await using var plain = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        return [.. (await reader.ReadToEndAsync(Stop)).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
