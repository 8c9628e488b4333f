namespace UpCoach.ServiceDefaults.Tests;

public sealed class MetricsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_AfterRequests_NameWhatTheDashboardsAskFor()
    {
        await using var service = await ServiceApp.StartAsync();
        service.Work.Add(3);
        await service.Client.GetStringAsync("/hello", Stop);

        var text = await ScrapeUntilAsync(service, "http_route=\"/hello\"");

        Assert.Contains("http_server_request_duration_seconds_count", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_cpu_time_seconds_total", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_memory_working_set_bytes", text, StringComparison.Ordinal);
        Assert.Contains("upcoach_process_memory_bytes", text, StringComparison.Ordinal);
        Assert.Contains("kind=\"proportional\"", text, StringComparison.Ordinal);
        Assert.Contains("kestrel_active_connections", text, StringComparison.Ordinal);
        Assert.Contains("work_done_total", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_HealthAndScrapeRequests_AreNotCountedAsTraffic()
    {
        await using var service = await ServiceApp.StartAsync();
        await service.Client.GetStringAsync("/health", Stop);
        await service.Client.GetStringAsync("/alive", Stop);
        await service.Client.GetStringAsync("/metrics", Stop);
        await service.Client.GetStringAsync("/hello", Stop);

        var text = await ScrapeUntilAsync(service, "http_route=\"/hello\"");

        var counted = text.Split('\n').Where(line => line.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal));
        Assert.DoesNotContain(counted, line => IsOperational(line));
    }

    [Fact]
    public async Task DurationHistogram_Targets_AreBucketBounds()
    {
        await using var service = await ServiceApp.StartAsync();
        await service.Client.GetStringAsync("/hello", Stop);

        var text = await ScrapeUntilAsync(service, "http_route=\"/hello\"");

        foreach (var bound in new[] { "0.035", "0.05", "0.1", "0.2", "0.3", "0.5" })
        {
            Assert.Contains($"le=\"{bound}\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Metrics_ServiceNameGiven_IsTheResourceName()
    {
        await using var service = await ServiceApp.StartAsync(("OTEL_SERVICE_NAME", "upcoach-7"));

        var text = await service.Client.GetStringAsync("/metrics", Stop);

        Assert.Contains("service_name=\"upcoach-7\"", text, StringComparison.Ordinal);
    }

    private static bool IsOperational(string series)
        => new[] { "/health", "/alive", "/metrics" }.Any(path => series.Contains($"http_route=\"{path}\"", StringComparison.Ordinal));

    // The exporter answers from its cache for 300 ms.
    private static async Task<string> ScrapeUntilAsync(ServiceApp service, string expected)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var text = await service.Client.GetStringAsync("/metrics", deadline.Token);
            if (text.Contains(expected, StringComparison.Ordinal)) return text;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deadline.Token);
        }
    }
}
