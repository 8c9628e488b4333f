using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Protocols.Uploads;

namespace UpCoach.Benchmarks.Platform;

/// <summary>One upload of 1 MB an iteration, one after the other.</summary>
internal sealed class Uploader(VirtualUser user, World world) : IScenario, IAsyncDisposable
{
    private const int Bytes = 1_000_000;

    private readonly HttpSession http = new(user, world.Http) { BearerToken = world.TokenOf(user) };

    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var uploads = new UploadSession(user, http);
        await uploads.SendRawAsync(new Uri(world.TargetOf(user), "/api/v1/files").AbsoluteUri, "upload", new GeneratedContent(Bytes, user.Random.Next()), null, stop);
        await user.ThinkAsync(TimeSpan.FromSeconds(1), stop);
    }

    public ValueTask DisposeAsync() => http.DisposeAsync();
}
