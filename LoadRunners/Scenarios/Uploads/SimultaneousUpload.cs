using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Uploads;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>
/// One of many who send a file at the same moment. Each reads back what the server has and deletes it, but only when the time for all uploads
/// is over: reading must not slow down those who still send.
/// </summary>
internal sealed class SimultaneousUpload(VirtualUser user, UploadDesk desk, UploadSettings settings, Func<Random, long> size) : IPreparedScenario, IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken stop) => desk.PrepareAsync(stop);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var begin = user.Clock.GetTimestamp();
        if (!await desk.SignInAsync(stop)) return;
        var content = new GeneratedContent(size(user.Random), user.Random.Next());
        var file = await desk.SendAsync(content, stop);
        user.Rate(UploadGroupMetrics.InTime.Name, file is not null && file.Result.Duration <= UploadLimit.Of(content.Length));
        if (file is null) return;

        await user.ThinkAsync(settings.Settle - user.Clock.GetElapsedTime(begin), stop);
        await desk.ReadBackAsync(file, stop);
        await desk.DeleteAsync(file, stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
