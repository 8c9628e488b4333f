using Microsoft.AspNetCore.Http;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>One virtual user with a session on a real server, and what it recorded.</summary>
internal sealed class SessionFixture : IAsyncDisposable
{
    private readonly LoopbackServer? _server;
    private readonly HttpTransport _transport;

    private SessionFixture(LoopbackServer? server, Uri target, HttpTransportOptions? options, HttpPlanOptions? plan)
    {
        _server = server;
        _transport = new HttpTransport(options ?? new HttpTransportOptions { ConnectTimeout = TimeSpan.FromSeconds(60) });
        User = new VirtualUser(new VirtualUserOptions
        {
            Scenario = "test",
            Number = 1,
            Target = target,
            Recorder = new MetricRecorder(),
            Http = plan ?? HttpPlanOptions.Default,
        });
        Session = AnotherSession();
    }

    public VirtualUser User { get; }

    public HttpSession Session { get; }

    public static async Task<SessionFixture> StartAsync(
        RequestDelegate handle, HttpTransportOptions? options = null, HttpPlanOptions? plan = null, bool usesTls = false)
    {
        var server = await LoopbackServer.StartAsync(handle, usesTls);
        return new SessionFixture(server, server.Address, options, plan);
    }

    public static SessionFixture At(Uri target, HttpTransportOptions? options = null, HttpPlanOptions? plan = null) => new(null, target, options, plan);

    public HttpSession AnotherSession() => new(User, _transport);

    public MetricStore Recorded()
    {
        var store = new MetricStore();
        store.Add(User.Recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1));
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _transport.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }
}
