using Microsoft.AspNetCore.Http;

namespace UpCoach.CdnEdge.Tests;

[Trait("kind", "server")]
public sealed class StreamingTests
{
    // More than the few kilobytes that a connection's writer collects for one packet.
    private const int PieceBytes = 200_000;
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("*/*")]
    public async Task Events_ArriveWhileTheStreamIsOpenAndAreNotStored(string accept)
    {
        await using var edge = await EdgeUnderTest.StartCachingAsync();
        var open = new TaskCompletionSource();
        edge.Answer(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.WriteAsync("data: 1\n\n");
            await context.Response.Body.FlushAsync();
            await open.Task;
            await context.Response.WriteAsync("data: 2\n\n");
        });

        using var answer = await edge.OpenAsync("/any/events", $"Accept: {accept}");
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        Assert.Equal("data: 1", await events.ReadLineAsync(Stop));
        open.SetResult();

        Assert.Equal("\ndata: 2\n\n", await events.ReadToEndAsync(Stop));
        using var second = await edge.GetAsync("/any/events", $"Accept: {accept}");
        Assert.Equal(2, edge.Fetches);
    }

    [Fact]
    public async Task Upload_PiecesReachTheOriginBeforeTheLastIsSent()
    {
        await using var edge = await EdgeUnderTest.StartCachingAsync();
        var firstPiece = new TaskCompletionSource<int>();
        edge.Answer(async context =>
        {
            var buffer = new byte[1024];
            firstPiece.TrySetResult(await context.Request.Body.ReadAsync(buffer));
            while (await context.Request.Body.ReadAsync(buffer) > 0) { }
        });

        // The factory's own client collects a body before it sends it, in case of a redirect.
        using var client = new HttpClient { BaseAddress = edge.Client.BaseAddress };
        using var answer = await client.PostAsync(new Uri("/any/upload", UriKind.Relative), new StepwiseContent(firstPiece.Task), Stop);

        Assert.InRange(await firstPiece.Task, 1, PieceBytes);
        Assert.True(answer.IsSuccessStatusCode);
    }

    // Sends the rest only when the first piece has arrived: a proxy that collects the body would wait for ever.
    private sealed class StepwiseContent(Task firstArrived) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(new byte[PieceBytes], Stop);
            await stream.FlushAsync(Stop);
            await firstArrived.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Stop);
            await stream.WriteAsync(new byte[PieceBytes], Stop);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
