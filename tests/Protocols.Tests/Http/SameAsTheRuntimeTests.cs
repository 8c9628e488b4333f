using System.Collections.Concurrent;
using CsCheck;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>The same bytes, cut into the same TCP segments, mean the same to our client as to SocketsHttpHandler.</summary>
[Trait("kind", "law")]
public sealed class SameAsTheRuntimeTests
{
    private static readonly HttpPlanOptions s_plan = new() { MaxRedirects = 0 };

    [Theory]
    [InlineData(ConnectionEngine.Epoll)]
    [InlineData(ConnectionEngine.Sockets)]
    public async Task Response_CutIntoSegments_IsTheRuntimesToo(ConnectionEngine engine)
    {
        ConcurrentDictionary<string, (RandomResponse Response, int[] Cuts)> answers = new();
        await using var server = ScriptedServer.Start(async visit =>
        {
            while (await visit.RequestAsync() is { } request)
            {
                var (response, cuts) = answers[request.Split(' ')[1]];
                foreach (var segment in RandomResponse.Cut(response.Bytes, cuts))
                {
                    await visit.WriteAsync(segment);
                    await Task.Yield();
                }

                if (response.EndsWithTheConnection) return;
            }
        });
        await using var lean = SessionFixture.At(server.Address, new HttpTransportOptions { Engine = engine }, s_plan);
        await using var runtime = SessionFixture.At(server.Address, new HttpTransportOptions { Client = HttpClientKind.Sockets }, s_plan);
        var number = 0;

        await Gen.Select(RandomResponse.Any, RandomResponse.Cuts(600)).SampleAsync(
            async (response, cuts) =>
            {
                var path = $"/{Interlocked.Increment(ref number)}";
                answers[path] = (response, cuts);
                var (ours, theirs) = (await AskAsync(lean, path), await AskAsync(runtime, path));
                Assert.Equal((null, null), (ours.Error, theirs.Error));
                Assert.Equal(theirs.Status, ours.Status);
                Assert.Equal(theirs.Body.ToArray(), ours.Body.ToArray());
                Assert.Equal(response.Body, ours.Body.ToArray());
                foreach (var (name, _) in response.Headers) Assert.Equal(theirs.Headers(name), ours.Headers(name));
            },
            iter: 150,
            threads: 1);
    }

    private static async Task<HttpResult> AskAsync(SessionFixture fixture, string path) =>
        await fixture.Session.GetAsync(path, "a", TestContext.Current.CancellationToken);
}
