using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace UpCoach.CdnEdge.Tests;

/// <summary>The edge's own <c>Program</c>, on a real Kestrel in front of two real origins.</summary>
internal sealed class EdgeUnderTest : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _edge;

    private EdgeUnderTest(OriginServer first, OriginServer second, WebApplicationFactory<Program> edge)
    {
        First = first;
        Second = second;
        _edge = edge;
        Client = edge.CreateClient();
    }

    public OriginServer First { get; }

    public OriginServer Second { get; }

    public HttpClient Client { get; }

    public IEnumerable<OriginServer> Origins => [First, Second];

    /// <summary>The time as the edge's cache sees it; null where it is the real one.</summary>
    public EdgeClock? Clock { get; private init; }

    /// <summary>Makes both origins answer the same, with a <c>Date</c> of the edge's clock.</summary>
    public void Answer(RequestDelegate answer)
    {
        foreach (var origin in Origins)
        {
            origin.Answer = context =>
            {
                if (Clock is not null) context.Response.Headers.Date = Clock.GetUtcNow().UtcDateTime.ToString("r", CultureInfo.InvariantCulture);
                return answer(context);
            };
        }
    }

    /// <summary>Makes both origins answer with a status and nothing else.</summary>
    public void Fail(int status) => Answer(context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>How many requests reached an origin.</summary>
    public int Fetches => Origins.Sum(origin => origin.Seen.Count);

    /// <summary>Asks the edge.</summary>
    /// <param name="path">What for.</param>
    /// <param name="fields">Request fields as <c>Name: value</c>.</param>
    public Task<HttpResponseMessage> GetAsync(string path, params string[] fields) => SendAsync(HttpMethod.Get, path, fields);

    /// <summary>Asks the edge and reads the whole answer: its end comes after the edge has stored it.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params string[] fields) =>
        SendAsync(method, path, HttpCompletionOption.ResponseContentRead, fields);

    /// <summary>Asks the edge and returns when the answer begins.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, params string[] fields) => SendAsync(HttpMethod.Get, path, HttpCompletionOption.ResponseHeadersRead, fields);

    /// <summary>Starts an edge whose cache lives in the test's time.</summary>
    public static Task<EdgeUnderTest> StartCachingAsync(params string[] settings) => StartAsync(new EdgeClock(TimeProvider.System.GetUtcNow()), settings);

    public static async Task<EdgeUnderTest> StartAsync(EdgeClock? clock = null, params string[] settings)
    {
        var first = await OriginServer.StartAsync("upcoach-1");
        var second = await OriginServer.StartAsync("upcoach-2");
        var edge = new WebApplicationFactory<Program>().WithWebHostBuilder(host => Set(host, settings)
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting("OTEL_SERVICE_NAME", "cdn-us-east")
            .UseSetting("Cdn:Region", "us-east")
            .UseSetting("services:upcoach-1:http:0", first.Address.ToString())
            .UseSetting("services:upcoach-2:http:0", second.Address.ToString())
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureTestServices(services =>
            {
                if (clock is not null) services.AddSingleton<TimeProvider>(clock);
            }));
        edge.UseKestrel();
        edge.StartServer();
        return new EdgeUnderTest(first, second, edge) { Clock = clock };
    }

    private static IWebHostBuilder Set(IWebHostBuilder host, string[] settings)
    {
        foreach (var setting in settings.Select(setting => setting.Split('=', 2))) host.UseSetting(setting[0], setting[1]);
        return host;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpCompletionOption until, string[] fields)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var field in fields.Select(field => field.Split(": ", 2))) request.Headers.TryAddWithoutValidation(field[0], field[1]);
        return await Client.SendAsync(request, until, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks until an answer meets the condition; fails when that takes longer than any slow machine needs.</summary>
    public async Task<HttpResponseMessage> AskUntilAsync(string path, Func<HttpResponseMessage, bool> condition, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var response = await Client.GetAsync(path, deadline.Token);
            if (condition(response)) return response;
            response.Dispose();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _edge.DisposeAsync();
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }
}
