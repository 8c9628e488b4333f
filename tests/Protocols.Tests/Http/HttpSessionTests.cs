using System.Text;
using Microsoft.AspNetCore.Http;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.Testing;

namespace UpCoach.Protocols.Tests.Http;

public abstract class HttpSessionTests(HttpTransportOptions options)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Ok_GivesBodyHeadersAndTimes()
    {
        await using var fixture = await StartAsync(async context =>
        {
            context.Response.Headers.ETag = "\"7\"";
            await context.Response.WriteAsync($"{context.Request.Path}{context.Request.QueryString}", Token);
        });

        var result = await fixture.Session.GetAsync("/feed?limit=20", "feed", Token);

        Assert.Equal(200, result.Status);
        Assert.True(result.IsSuccess);
        Assert.Null(result.Error);
        Assert.Equal("/feed?limit=20", Encoding.UTF8.GetString(result.Body.Span));
        Assert.Equal("\"7\"", result.Header("etag"));
        Assert.StartsWith("text/plain", result.Header("Content-Type") ?? "text/plain", StringComparison.Ordinal);
        Assert.Null(result.Header("X-Absent"));
        Assert.True(result.ServiceTime > TimeSpan.Zero);
        Assert.True(result.ResponseTime >= result.ServiceTime);
    }

    [Fact]
    public async Task Get_Ok_IsRecordedWithAllTags()
    {
        await using var fixture = await StartAsync(context => context.Response.WriteAsync("hello", Token));

        await fixture.Session.GetAsync("/a", "greeting", Token);
        await fixture.Session.GetAsync("/a", "greeting", Token);

        var store = fixture.Recorded();
        var tags = store.SeriesOf("http_req_duration").Single().Tags.ToString();
        Assert.Equal("expected_response:true,method:GET,name:greeting,scenario:test,status:200", tags);
        Assert.Equal(2, store.Query("http_reqs").Sum);
        Assert.Equal(0, store.Query("http_req_failed").Rate);
        Assert.All(
            new[] { "duration", "response_time", "waiting", "blocked", "connecting", "tls_handshaking", "sending", "receiving" },
            phase => Assert.Equal(2, store.Query($"http_req_{phase}").Count));
        Assert.True(store.Query("data_received").Sum > 100);
        Assert.True(store.Query("data_sent").Sum > 50);
    }

    [Fact]
    public async Task Get_Phases_AddUpToTheServiceTime()
    {
        await using var fixture = await StartAsync(async context =>
        {
            // More than all buffers on the way hold: once it is out, the client has its first byte.
            await context.Response.Body.WriteAsync(new byte[12_000_000], Token);
            await context.Response.Body.FlushAsync(Token);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
            await context.Response.WriteAsync("last", Token);
        });

        await fixture.Session.GetAsync("/", "slow body", Token);

        var store = fixture.Recorded();
        var parts = store.Query("http_req_sending").Sum + store.Query("http_req_waiting").Sum + store.Query("http_req_receiving").Sum;
        Assert.Equal(store.Query("http_req_duration").Sum, parts, 0.01);
        Assert.True(store.Query("http_req_receiving").Sum >= 25);
        Assert.True(store.Query("http_req_connecting").Max > 0);
    }

    [Fact]
    public async Task Get_SecondOnTheConnection_ConnectsNoMore()
    {
        HashSet<int> ports = [];
        await using var fixture = await StartAsync(context =>
        {
            ports.Add(context.Connection.RemotePort);
            return context.Response.WriteAsync("hello", Token);
        });

        await fixture.Session.GetAsync("/", "a", Token);
        await fixture.Session.GetAsync("/", "a", Token);

        Assert.Single(ports);
        Assert.Equal(0, fixture.Recorded().Query("http_req_connecting").Min);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(302, false)]
    [InlineData(399, false)]
    [InlineData(400, true)]
    [InlineData(404, true)]
    [InlineData(500, true)]
    public async Task Status_ByDefault_FailsFrom400(int status, bool hasFailed)
    {
        await using var fixture = await StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        var result = await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal(status, result.Status);
        Assert.Equal("/elsewhere", result.Header("Location"));
        Assert.Equal(hasFailed ? 1 : 0, fixture.Recorded().Query("http_req_failed").Passes);
    }

    [Fact]
    public async Task Status_ExpectedByTheCall_IsNotFailed()
    {
        await using var fixture = await StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        await fixture.Session.SendAsync(new HttpCall(HttpMethod.Get, "/", "gone") { IsExpected = status => status == 404 }, Token);

        Assert.Equal(0, fixture.Recorded().Query("http_req_failed").Rate);
    }

    [Fact]
    public async Task Post_JsonAndForm_ArriveWithTypeAndToken()
    {
        List<string> seen = [];
        await using var fixture = await StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            seen.Add($"{context.Request.Method} {context.Request.ContentType} {context.Request.Headers.Authorization} {await reader.ReadToEndAsync(Token)}");
        });
        fixture.Session.BearerToken = "secret";

        await fixture.Session.PostJsonAsync("/", "json", "{\"a\":1}"u8.ToArray(), Token);
        await fixture.Session.PutJsonAsync("/", "json", "{}"u8.ToArray(), Token);
        await fixture.Session.PostFormAsync("/", "form", [new("grant type", "a&b"), new("code", "é")], Token);

        Assert.Equal(
            [
                "POST application/json Bearer secret {\"a\":1}",
                "PUT application/json Bearer secret {}",
                "POST application/x-www-form-urlencoded Bearer secret grant+type=a%26b&code=%C3%A9",
            ],
            seen);
    }

    [Fact]
    public async Task Header_OfTheCall_ReplacesOurs()
    {
        List<string> seen = [];
        await using var fixture = await StartAsync(context =>
        {
            var headers = context.Request.Headers;
            seen.Add($"{headers.Authorization} [{headers.UserAgent}] [{headers.ContentType}] [{headers.Cookie}] [{headers["X-Twice"].ToString().Replace(", ", ",", StringComparison.Ordinal)}]");
            context.Response.Headers.SetCookie = "ours=1";
            return Task.CompletedTask;
        });
        fixture.Session.BearerToken = "ours";
        var call = new HttpCall(HttpMethod.Post, "/", "a") { Body = "{}"u8.ToArray(), ContentType = "text/plain" };

        await fixture.Session.SendAsync(call, Token);
        await fixture.Session.SendAsync(
            call with
            {
                Headers =
                [
                    new("authorization", "Basic mine"), new("user-agent", "mine"), new("content-type", "application/json"), new("cookie", "mine=1"),
                    new("X-Twice", "1"), new("X-Twice", "2"),
                ],
            },
            Token);

        Assert.Equal(
            ["Bearer ours [upcoach-loadrunner] [text/plain] [] []", "Basic mine [mine] [application/json] [mine=1] [1,2]"],
            seen);
    }

    [Fact]
    public async Task Header_ThatCannotBeSent_IsATransportError()
    {
        await using var fixture = await StartAsync(_ => Task.CompletedTask);

        foreach (var name in new[] { "X Evil", "X-Evil:", "" })
        {
            var result = await fixture.Session.SendAsync(new HttpCall(HttpMethod.Get, "/", "a") { Headers = [new(name, "1")] }, Token);
            Assert.Equal((0, $"the request's header '{name}' can't be sent"), (result.Status, result.Error));
        }
    }

    [Fact]
    public async Task Header_OfABodyThatIsNotThere_IsSent()
    {
        string? seen = null;
        await using var fixture = await StartAsync(context =>
        {
            seen = context.Request.ContentType;
            return Task.CompletedTask;
        });

        var result = await fixture.Session.SendAsync(
            new HttpCall(HttpMethod.Get, "/", "a") { Headers = [new("Content-Type", "application/json")] }, Token);

        Assert.Equal((200, null, "application/json"), (result.Status, result.Error, seen));
    }

    [Fact]
    public async Task Get_Refused_IsStatus0AndFailed()
    {
        using var nobody = new DeafPort();
        await using var fixture = SessionFixture.At(new Uri($"http://{nobody.EndPoint}"), options);

        var result = await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal(0, result.Status);
        Assert.NotNull(result.Error);
        Assert.True(result.Body.IsEmpty);
        Assert.Equal(1, fixture.Recorded().Query("http_req_failed", TagSelector.Of("status", "0")).Passes);
    }

    [Fact]
    public async Task Get_ResetInTheBody_IsStatus0AndFailed()
    {
        await using var fixture = await StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("only this", Token);
            await context.Response.Body.FlushAsync(Token);
            context.Abort();
        });

        var result = await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal(0, result.Status);
        Assert.NotNull(result.Error);
        Assert.Equal(1, fixture.Recorded().Query("http_req_failed").Rate);
    }

    [Fact]
    public async Task Get_SlowerThanTheTimeout_IsStatus0()
    {
        var patient = options with { RequestTimeout = TimeSpan.FromMilliseconds(200) };
        await using var fixture = await StartAsync(
            context => context.Request.Path == "/slow" ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted) : Task.CompletedTask, patient);

        // A time-out that is used up by the connect says something else.
        await Eventually.TrueAsync(async () => (await fixture.Session.GetAsync("/", "connect", Token)).Status == 200, "there is a connection", Token);

        var result = await fixture.Session.GetAsync("/slow", "slow", Token);

        Assert.Equal(0, result.Status);
        Assert.Contains("0.2 s", result.Error, StringComparison.Ordinal);

        // How long it took to be sent belongs to the time-out but not to the duration, so only that there is one is certain.
        var recorded = fixture.Recorded();
        Assert.True(recorded.Query("http_req_duration", TagSelector.Of("name", "slow")).Min > 0);
        Assert.Equal(1, recorded.Query("http_req_failed", TagSelector.Of("name", "slow")).Rate);
    }

    [Fact]
    public async Task Get_Stopped_ThrowsAndRecordsNothing()
    {
        var arrived = new TaskCompletionSource();
        await using var fixture = await StartAsync(context =>
        {
            arrived.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using var stop = new CancellationTokenSource();

        var request = fixture.Session.GetAsync("/", "a", stop.Token).AsTask();
        await arrived.Task.WaitAsync(Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.True(fixture.Recorded().Query("http_reqs").IsEmpty);
    }

    [Fact]
    public async Task Get_Chunked_IsReadWhole()
    {
        await using var fixture = await StartAsync(async context =>
        {
            for (var i = 0; i < 50; i++)
            {
                await context.Response.WriteAsync(new string('x', 1000), Token);
                await context.Response.Body.FlushAsync(Token);
            }
        });

        Assert.Equal(50_000, (await fixture.Session.GetAsync("/", "a", Token)).Body.Length);
    }

    [Fact]
    public async Task Get_OverTheLimit_IsStatus0()
    {
        var modest = options with { MaxBodyBytes = 10_000 };
        await using var fixture = await StartAsync(async context =>
        {
            if (context.Request.Path == "/announced") context.Response.ContentLength = 20_000;
            await context.Response.WriteAsync(new string('x', 20_000), Token);
        },
            modest);

        Assert.Equal(0, (await fixture.Session.GetAsync("/announced", "a", Token)).Status);
        Assert.Contains("10000 bytes", (await fixture.Session.GetAsync("/chunked", "a", Token)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeadAndNoContent_HaveNoBody()
    {
        await using var fixture = await StartAsync(context =>
        {
            if (context.Request.Method == "HEAD") context.Response.ContentLength = 1234;
            else context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });

        var head = await fixture.Session.SendAsync(new HttpCall(HttpMethod.Head, "/", "head"), Token);
        var none = await fixture.Session.GetAsync("/", "none", Token);

        Assert.Equal((200, 0), (head.Status, head.Body.Length));
        Assert.Equal((204, 0), (none.Status, none.Body.Length));
    }

    [Fact]
    public async Task ResponseTime_LateGenerator_CountsFromTheIntendedStart()
    {
        await using var fixture = await StartAsync(context => context.Response.WriteAsync("hello", Token));
        fixture.User.Due = fixture.User.Clock.GetTimestamp() - (600 * fixture.User.Clock.TimestampFrequency); // ten minutes ago

        var late = await fixture.Session.GetAsync("/", "a", Token);
        var next = await fixture.Session.GetAsync("/", "a", Token);

        Assert.True(late.ResponseTime >= TimeSpan.FromMinutes(10));
        Assert.True(late.ServiceTime < late.ResponseTime);
        Assert.True(next.ResponseTime < late.ResponseTime);
    }

    [Theory]
    [InlineData(null, "", "chunked")]
    [InlineData(300_000L, "300000", "")]
    public async Task Put_StreamedBody_ArrivesWhole(long? length, string announced, string encoding)
    {
        await using var fixture = await StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, Token);
            var facts = $"{body.Length} {body.ToArray().Sum(octet => octet)} [{context.Request.Headers.ContentLength}] [{context.Request.Headers.TransferEncoding}]";
            await context.Response.WriteAsync(facts, Token);
        });
        using var stream = new MemoryStream([.. Enumerable.Repeat((byte)3, 300_000)]);

        var result = await fixture.Session.SendAsync(
            new HttpCall(HttpMethod.Put, "/", "put") { BodyStream = stream, BodyStreamLength = length, ContentType = "application/octet-stream" }, Token);

        Assert.Equal($"300000 900000 [{announced}] [{encoding}]", Encoding.UTF8.GetString(result.Body.Span));
    }

    [Fact]
    public async Task Json_Body_IsReadOrNull()
    {
        await using var fixture = await StartAsync(context =>
            context.Response.WriteAsync(context.Request.Path == "/json" ? "{\"a\":1}" : "<html>", Token));

        using var json = (await fixture.Session.GetAsync("/json", "a", Token)).TryParseJson();
        using var html = (await fixture.Session.GetAsync("/html", "a", Token)).TryParseJson();

        Assert.Equal(1, json!.RootElement.GetProperty("a").GetInt32());
        Assert.Null(html);
    }

    private Task<SessionFixture> StartAsync(RequestDelegate handle, HttpTransportOptions? other = null) =>
        SessionFixture.StartAsync(handle, other ?? options);
}
