using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Uploads;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>
/// Somebody whose network breaks while a file is sent: cut off a few times by tus, which asks how far it came and goes on there (odd users), or
/// once as a form, which begins again (even users). What counts is that the server then has every byte right, and how many were sent twice.
/// </summary>
/// <remarks>
/// <code>
/// resent = sum over all cuts of (offset up to which bytes were sent - offset that the server confirms) &lt;= cuts * chunk        by tus
/// </code>
/// Sent is what the kernel took. Of one long request megabytes may then lie in buffers, of this machine, of the edge and of the server, and go with
/// the connection; how many is a matter of chance. Requests of a chunk each, as phones send, bound it: what was answered is there.
/// </remarks>
internal sealed class InterruptedUpload(VirtualUser user, UploadDesk desk, UploadSettings settings) : IPreparedScenario, IAsyncDisposable
{
    private static readonly TagSet Tus = TagSet.Of(TagNames.Method, "tus");
    private static readonly TagSet Form = TagSet.Of(TagNames.Method, "multipart");

    private readonly bool _isResumable = user.Number % 2 == 1;

    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken stop) => desk.PrepareAsync(stop);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (!await desk.SignInAsync(stop)) return;
        var content = new GeneratedContent(settings.Bytes, user.Random.Next());
        var cuts = Cuts(_isResumable ? settings.Cuts : 1);
        var file = _isResumable
            ? await desk.SendResumablyAsync(content, settings.Chunk, new DisconnectPlan(cuts), stop)
            : await desk.SendFormAsync(content, new DisconnectPlan(cuts), stop);
        if (file is null) return;

        user.Check("upload: went on after each cut", file.Result.Resumes >= cuts.Length);
        user.Trend(UploadGroupMetrics.ResentRatio.Name, (double)file.Result.BytesResent / content.Length, _isResumable ? Tus : Form);
        await desk.ReadBackAsync(file, stop);
        await desk.DeleteAsync(file, stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => desk.DisposeAsync();

    // One in each of as many equal parts.
    private long[] Cuts(int count) => [.. Enumerable.Range(0, count).Select(part => (long)((part + user.Random.NextDouble()) * settings.Bytes / count))];
}
