using System.Text.Json;
using UpCoach.LoadRunners.Reporting;
using UpCoach.LoadRunners.Reporting.Json;

namespace UpCoach.Reporting.Tests;

/// <summary>The golden summary, read back as a script that reads k6's <c>--summary-export</c> would.</summary>
public sealed class SummaryJsonTests
{
    private static readonly JsonElement Summary = JsonDocument.Parse(new SummaryJsonWriter().Write(SampleReport.Create())).RootElement;

    [Fact]
    public void Trend_Written_HasK6sKeys() =>
        Assert.Equal(["avg", "min", "med", "max", "p(90)", "p(95)", "thresholds"], Keys(Metric("http_req_duration")));

    [Fact]
    public void Counter_Written_HasK6sKeys() => Assert.Equal(["count", "rate"], Keys(Metric("http_reqs")));

    [Fact]
    public void Rate_Written_HasK6sKeys() => Assert.Equal(["passes", "fails", "value", "thresholds"], Keys(Metric("http_req_failed")));

    [Fact]
    public void Gauge_Written_HasK6sKeys() => Assert.Equal(["value", "min", "max"], Keys(Metric("vus")));

    [Fact]
    public void Thresholds_InK6sShape_TrueMeansCrossed()
    {
        Assert.False(Metric("http_req_duration").GetProperty("thresholds").GetProperty("p(95)<500").GetBoolean());
        Assert.True(Metric("http_req_waiting").GetProperty("thresholds").GetProperty("p(90)<8").GetBoolean());
        Assert.True(Metric("http_req_duration{name:gone}").GetProperty("thresholds").GetProperty("p(99)<900").GetBoolean());
    }

    [Fact]
    public void RootGroup_Checks_HaveK6sPathAndId()
    {
        var group = Summary.GetProperty("root_group");
        Assert.Equal("d41d8cd98f00b204e9800998ecf8427e", group.GetProperty("id").GetString());
        var check = group.GetProperty("checks").GetProperty("status is 200");
        Assert.Equal("::status is 200", check.GetProperty("path").GetString());
        Assert.Equal(4905, check.GetProperty("passes").GetInt64());
        Assert.Equal("6210a8cd14cd70477eba5c5e4cb3fb5f", check.GetProperty("id").GetString());
    }

    [Fact]
    public void RootGroup_Groups_AreNestedAsK6Does()
    {
        var outer = Summary.GetProperty("root_group").GetProperty("groups").GetProperty("open the app");
        Assert.Equal("::open the app", outer.GetProperty("path").GetString());
        Assert.Empty(outer.GetProperty("checks").EnumerateObject());
        var check = outer.GetProperty("groups").GetProperty("sign in").GetProperty("checks").GetProperty("signed in");
        Assert.Equal("::open the app::sign in::signed in", check.GetProperty("path").GetString());
        Assert.Equal((40, 1), (check.GetProperty("passes").GetInt64(), check.GetProperty("fails").GetInt64()));
    }

    [Fact]
    public void Targets_Written_TellThreeStatesApart() =>
        Assert.Equal(["Passed", "Passed", "Failed", "NoData"], Summary.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("state").GetString()));

    [Fact]
    public void Targets_Written_SayHowSureTheyAre()
    {
        var target = Summary.GetProperty("targets")[1];
        Assert.Equal("pass (not certain)", target.GetProperty("verdict").GetString());
        Assert.Equal((4907, 290, 0.0123), (target.GetProperty("samples").GetInt64(), target.GetProperty("effectiveSamples").GetDouble(), target.GetProperty("high").GetDouble()));
    }

    [Fact]
    public void ServerSide_Written_HasTheBoundsOfEachSeries()
    {
        var cpu = Summary.GetProperty("serverSide").GetProperty("upcoach-1.cpu_cores");
        Assert.Equal((0.1, 0.35, 0.71, 4), (cpu.GetProperty("min").GetDouble(), cpu.GetProperty("avg").GetDouble(), cpu.GetProperty("max").GetDouble(), cpu.GetProperty("samples").GetInt32()));
    }

    [Fact]
    public void Run_ReadBack_RendersTheSameBytes()
    {
        var report = SummaryJsonReader.Read(new SummaryJsonWriter().Write(SampleReport.Create()));
        foreach (var format in ReportFormats.All)
        {
            Assert.Equal(format.Write(SampleReport.Create()), format.Write(report));
        }
    }

    [Fact]
    public void Reader_SummaryOfK6_IsRefusedWithTheReason() =>
        Assert.Contains("'run'", Assert.Throws<JsonException>(() => SummaryJsonReader.Read("{\"metrics\":{}}")).Message, StringComparison.Ordinal);

    private static JsonElement Metric(string name) => Summary.GetProperty("metrics").GetProperty(name);

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
