using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.WebSocket;

namespace UpCoach.Benchmarks.WebSockets;

/// <summary>A user with one connection that sends a message a second and reads it back.</summary>
internal sealed class Talker(VirtualUser user) : IScenario, IAsyncDisposable
{
    private static readonly WebSocketOptions Options = new() { Path = "/", Name = "echo", Reader = new JsonMessageReader() };

    private readonly byte[] _message = new byte[64];
    private WebSocketSession? _session;
    private long _sequence;

    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (_session is null)
        {
            _session = new WebSocketSession(user, Options);
            await user.ThinkAsync(TimeSpan.FromSeconds(user.Random.NextDouble() * 2), stop);
            if (!await _session.ConnectAsync(stop)) throw new InvalidOperationException(_session.Error);
        }

        var sentAt = (user.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10_000;
        System.Text.Unicode.Utf8.TryWrite(_message, $$"""{"seq":{{_sequence++}},"ts":{{sentAt}},"text":"hello"}""", out var length);
        await _session.SendTextAsync(_message.AsMemory(0, length), stop);
        await _session.ReceiveAsync(stop);
        await user.ThinkAsync(TimeSpan.FromSeconds(1), stop);
    }

    public ValueTask DisposeAsync() => _session?.DisposeAsync() ?? ValueTask.CompletedTask;
}
