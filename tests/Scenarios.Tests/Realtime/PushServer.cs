using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Realtime;

/// <summary>A small server that pushes as the reference API does, with one fault. It proves that the judge fails; that it passes is proved on the reference API too.</summary>
internal sealed class PushServer : IAsyncDisposable
{
    private const int EachOne = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2.2);

    private readonly WebApplication _app;
    private readonly PushFault _fault;
    private readonly StepClock _clock;
    private readonly ConcurrentDictionary<string, PushTopic> _topics = new();
    private readonly CancellationTokenSource _end = new();
    private Task _ticking = Task.CompletedTask;
    private int _connects;
    private int _streams;
    private CancellationTokenSource _life = new();
    private volatile bool _isDown;
    private volatile bool _hasCut;

    private PushServer(WebApplication app, PushFault fault, StepClock clock) => (_app, _fault, _clock) = (app, fault, clock);

    public Uri Address => new(_app.Urls.Single());

    public static async Task<PushServer> StartAsync(PushFault fault, StepClock clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new PushServer(app, fault, clock);
        app.UseWebSockets();
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server._ticking = server.TickAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _ticking;
        await _app.DisposeAsync();
        _end.Dispose();
        _life.Dispose();
    }

    private PushTopic TopicOf(string name) => _topics.GetOrAdd(name, static _ => new PushTopic());

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await (context.Request.Path.Value switch
            {
                "/api/v1/realtime/hub" => TalkAsync(context),
                "/api/v1/realtime/analytics/stream" => StreamAsync(context),
                "/api/v1/realtime/broadcast" => BroadcastAsync(context),
                "/api/v1/analytics/dashboard" => context.Response.WriteAsync("""{"dailyActives":[]}"""),
                { } path when path.StartsWith("/resources/", StringComparison.Ordinal) => ControlAsync(context, path),
                _ => SignInAsync(context),
            });
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The client has gone, or the test is over.
        }
    }

    // The lab's control, as far as it is needed: what is killed loses its connections and takes none until it is started.
    private async Task ControlAsync(HttpContext context, string path)
    {
        if (path.EndsWith("/kill", StringComparison.Ordinal))
        {
            _isDown = true;
            await _life.CancelAsync();
        }
        else
        {
            if (_fault == PushFault.LateToAnswer) _clock.Skip(TimeSpan.FromSeconds(61));
            _life = new CancellationTokenSource();
            _isDown = false;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("{\"name\":\"upcoach-2\",\"state\":\"any\",\"connectionString\":null,\"url\":null,\"processId\":null}");
    }

    private static Task SignInAsync(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal))
            return context.Response.WriteAsync("""{"access_token":"a.b.c","token_type":"Bearer","expires_in":900,"refresh_token":"r"}""");
        context.Response.Redirect($"upcoach://callback?code=c&state={context.Request.Query["state"]}&iss=here");
        return Task.CompletedTask;
    }

    private async Task BroadcastAsync(HttpContext context)
    {
        using var draft = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var room = draft.RootElement.GetProperty("room").GetString()!;
        var sequence = Publish(room, draft.RootElement.GetProperty("data").GetRawText());
        context.Response.StatusCode = 202;
        await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"room":"{{room}}","seq":{{sequence}},"sentAt":{{Now():F3}}}"""));
    }

    private long Publish(string room, string data) =>
        TopicOf(room).Publish(string.Create(CultureInfo.InvariantCulture, $",\"sentAt\":{Now():F3},\"from\":1,\"room\":\"{room}\",\"data\":{data}}}"));

    private async Task TalkAsync(HttpContext context)
    {
        if (Refuses(context)) return;
        await BeLateAsync(context.Request.Query.ContainsKey("after"));
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var end = EndOf(context);
        var room = context.Request.Query["room"].ToString() is { Length: > 0 } named ? named : "all";
        var (messages, last) = TopicOf(room).Join(After(context, "after"));
        using var writing = new SemaphoreSlim(1);
        async Task SendAsync(string text)
        {
            await writing.WaitAsync(end.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, end.Token);
            writing.Release();
        }

        await SendAsync($$"""{"type":"{{(room == "all" ? "welcome" : "joined")}}","room":"{{room}}","last":{{last}},"replayed":0,"complete":true}""");
        var reading = ReadAsync(socket, SendAsync, end);
        await foreach (var (sequence, rest) in messages.ReadAllAsync(end.Token))
        {
            // The end of a row comes through: nobody then waits for it in vain. Not each fourth: where people speak in turn, that could be all that one of them says, whom nobody misses.
            if (_fault == PushFault.Lossy && sequence % EachOne == sequence / EachOne % EachOne && !rest.Contains("\"last\":true", StringComparison.Ordinal)) continue;
            var text = $$"""{"type":"event","seq":{{sequence}}{{(_fault == PushFault.Damaging && sequence % EachOne == 0 ? rest.Replace("coach", "couch", StringComparison.Ordinal) : rest)}}""";
            await SendAsync(text);
            if (_fault == PushFault.Doubling && sequence % EachOne == 0) await SendAsync(text);
        }

        await reading;
    }

    private async Task ReadAsync(WebSocket socket, Func<string, Task> send, CancellationTokenSource end)
    {
        var buffer = new byte[16 * 1024];
        while (await socket.ReceiveAsync(buffer, end.Token) is { MessageType: WebSocketMessageType.Text } part)
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, part.Count));
            var (room, id) = (json.RootElement.GetProperty("room").GetString()!, json.RootElement.GetProperty("id").GetString());
            var sequence = Publish(room, json.RootElement.GetProperty("data").GetRawText());
            if (_fault == PushFault.LateToAnswer) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, end.Token);
            await send($$"""{"type":"ack","id":"{{id}}","room":"{{room}}","acked":{{sequence}}}""");
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", end.Token);
        await end.CancelAsync();
    }

    private async Task StreamAsync(HttpContext context)
    {
        if (Refuses(context)) return;
        await BeLateAsync(context.Request.Headers.ContainsKey("Last-Event-ID"));
        using var end = EndOf(context);
        context.Response.ContentType = "text/event-stream";
        var isRecord = context.Request.Query.ContainsKey("lastEventId");
        var client = Interlocked.Increment(ref _streams);
        var (messages, last) = TopicOf("analytics").Join(null);
        var after = After(context, "Last-Event-ID") ?? After(context, "lastEventId") ?? last - 1;
        if (after < last) (messages, _) = TopicOf("analytics").Join(after);
        await context.Response.WriteAsync($"retry: {(_fault == PushFault.Forgetful ? 2000 : 200)}\n\n", end.Token);
        await foreach (var (sequence, rest) in messages.ReadAllAsync(end.Token))
        {
            var isFourth = sequence % EachOne == 0 && !isRecord;
            if (_fault == PushFault.Lossy && isFourth) continue;
            var figures = _fault == PushFault.Personal && !isRecord ? $$"""{"client":{{client}}}""" : """{"client":0}""";
            var sum = Fnv.Hash(Encoding.UTF8.GetBytes(figures)).ToString("x16", CultureInfo.InvariantCulture);
            if (_fault == PushFault.Damaging && isFourth) figures = """{"client":1}""";
            var text = $$"""id: {{sequence}}{{'\n'}}data: {"seq":{{sequence}},{{rest}},"checksum":"{{sum}}","figures":{{figures}}}{{"\n\n"}}""";
            for (var n = 0; n < (_fault == PushFault.Doubling && isFourth ? 2 : 1); n++) await context.Response.WriteAsync(text, end.Token);
            await context.Response.Body.FlushAsync(end.Token);
        }
    }

    // A second of this server's life takes a quarter of one: no test is as long as what it tells of.
    private async Task TickAsync()
    {
        var second = 1_700_000_000L;
        try
        {
            for (; ; second++)
            {
                if (_fault != PushFault.Lazy || second % EachOne != 0) TopicOf("analytics").Publish(string.Create(CultureInfo.InvariantCulture, $"\"sentAt\":{StampOf(second):F3}"));
                await Task.Delay(Tick, TimeProvider.System, _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    // Far in the future but for the slow one: a message from the future took no time, however busy this machine is.
    private double StampOf(long second) => (second + (_fault == PushFault.Slow ? 0 : 3_000_000_000L)) * 1000.0;

    private double Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds + (_fault == PushFault.Slow ? -1000 : 1_000_000);

    private bool Refuses(HttpContext context)
    {
        var number = Interlocked.Increment(ref _connects);
        if (_isDown || _hasCut || (_fault == PushFault.Refusing && number % EachOne == 0))
        {
            context.Response.StatusCode = 503;
            return true;
        }

        return false;
    }

    private Task BeLateAsync(bool isReturn) =>
        _fault == (isReturn ? PushFault.LateToAnswer : PushFault.LateToConnect) ? Task.Delay(Late, TimeProvider.System, _end.Token) : Task.CompletedTask;

    private CancellationTokenSource EndOf(HttpContext context)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _end.Token, _life.Token);
        if (_fault != PushFault.Cutting) return end;
        end.Token.UnsafeRegister(_ => _hasCut = true, null);
        end.CancelAfter(TimeSpan.FromMilliseconds(500));
        return end;
    }

    private long? After(HttpContext context, string name)
    {
        var text = context.Request.Headers[name].ToString() is { Length: > 0 } header ? header : context.Request.Query[name].ToString();
        var isReturn = name != "lastEventId";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && !(isReturn && _fault == PushFault.Forgetful)
            ? number - (isReturn && _fault == PushFault.Repeating ? 1 : 0)
            : null;
    }
}
