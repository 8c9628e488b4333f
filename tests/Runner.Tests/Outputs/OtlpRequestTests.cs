using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using UpCoach.LoadRunners.Runner.Outputs.OpenTelemetry;

namespace UpCoach.Runner.Tests.Outputs;

/// <summary>Our request beside one of OpenTelemetry's own exporter, both taken by a real server and read field by field.</summary>
[Trait("kind", "server")]
public sealed class OtlpRequestTests : IAsyncLifetime
{
    private const string Metric = "1.2.2";

    // Resource, its attributes; scope; metric; gauge, sum, histogram; their points; the points' attributes.
    private static readonly HashSet<string> Messages =
    [
        "1", "1.1", "1.1.1", "1.1.1.2", "1.2", "1.2.1", Metric, Metric + ".5", Metric + ".5.1", Metric + ".5.1.7", Metric + ".5.1.7.2",
        Metric + ".7", Metric + ".7.1", Metric + ".7.1.7", Metric + ".7.1.7.2", Metric + ".9", Metric + ".9.1", Metric + ".9.1.9", Metric + ".9.1.9.2",
    ];

    private readonly List<(string Path, byte[] Body)> _taken = [];
    private WebApplication? _collector;
    private Uri _address = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _collector = builder.Build();
        _collector.Urls.Add("http://127.0.0.1:0");
        _collector.MapPost("/{**path}", async (HttpContext call) =>
        {
            using var body = new MemoryStream();
            await call.Request.Body.CopyToAsync(body);
            lock (_taken) _taken.Add((call.Request.Path, body.ToArray()));
        });
        await _collector.StartAsync();
        _address = new Uri(new Uri(_collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/v1/metrics");
    }

    public async ValueTask DisposeAsync()
    {
        await _collector!.StopAsync();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task Fields_OfOurs_AreThoseOfOpenTelemetrysOwnExporter()
    {
        var theirs = Fields(TakeTheirs());
        var ours = Fields(await TakeOursAsync());
        // A set is a superset of the first argument's: every field of ours is one that they write.
        Assert.Superset(ours.Select(field => field.Path).ToHashSet(), theirs.Select(field => field.Path).ToHashSet());
        Assert.Contains(ours, field => field.Path == Metric + ".9.1.6:2");
    }

    [Fact]
    public async Task Values_OfOurs_AreTheRunSinceItsStart()
    {
        var ours = Fields(await TakeOursAsync());
        Assert.Equal(["data_sent", "http_req_duration", "http_req_failed.occurred", "http_req_failed.total", "http_reqs", "vus"],
            ours.Where(field => field.Path == Metric + ".1:2").Select(field => Encoding.UTF8.GetString(field.Value)));
        Assert.Equal([4096, 8, 200, 200], ours.Where(field => field.Path == Metric + ".7.1.4:1").Select(field => ProtobufFields.Double(field.Value)));
        var buckets = ours.Single(field => field.Path == Metric + ".9.1.6:2").Value;
        Assert.Equal(200, Enumerable.Range(0, buckets.Length / 8).Sum(bucket => BitConverter.ToInt64(buckets, bucket * 8)));
        Assert.Equal(2, BitConverter.ToInt64(buckets, 0)); // one value a second of 1 ms, and 1 ms is in the first bucket
        Assert.Equal("/v1/metrics", _taken[^1].Path);
    }

    private async Task<byte[]> TakeOursAsync()
    {
        await using var output = new OtlpOutput(_address, [], TimeProvider.System);
        await output.OpenAsync(Seconds.Run(), TestContext.Current.CancellationToken);
        await output.WriteAsync(Seconds.Of(0), TestContext.Current.CancellationToken);
        await output.WriteAsync(Seconds.Of(1), TestContext.Current.CancellationToken);
        return _taken[^1].Body;
    }

    private byte[] TakeTheirs()
    {
        using var meter = new Meter("oracle");
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter("oracle")
            .AddOtlpExporter((exporter, _) => (exporter.Endpoint, exporter.Protocol) = (_address, OtlpExportProtocol.HttpProtobuf)).Build();
        var tag = KeyValuePair.Create("scenario", (object?)"browse");
        meter.CreateCounter<double>("count", "By").Add(1.5, tag);
        meter.CreateGauge<double>("gauge", "ms").Record(1.5, tag);
        meter.CreateHistogram<double>("trend", "ms").Record(1.5, tag);
        Assert.True(provider.ForceFlush(30_000));
        return _taken[^1].Body;
    }

    private static List<(string Path, byte[] Value)> Fields(byte[] body) => [.. ProtobufFields.Read(body, Messages.Contains)];
}
