using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Uploads;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>
/// A few users send one file after another, then a crowd does. Is less done in a second when more want it?
/// </summary>
/// <remarks>
/// <code>
/// X(n) = n * bytes / R(n)                    bytes a second of n users who send without a pause (Little's law); R(n) is their mean time
/// kept = X(crowd) / X(few) = (crowd * R(few)) / (few * R(crowd))
/// </code>
/// Each of the few measures both of its means, so nobody has to know the others. Users of all processes begin at one stamp: in the middle
/// of the second phase each counts whether it was sending, and the sum is the number of uploads that were under way at once.
/// </remarks>
internal sealed class CrowdedUpload(VirtualUser user, UploadDesk desk, UploadSettings settings) : IPreparedScenario, IAsyncDisposable
{
    private readonly List<SentFile> _sent = [];

    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken stop) => desk.PrepareAsync(stop);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var begin = user.Clock.GetTimestamp();
        if (!await desk.SignInAsync(stop)) return;
        var isOneOfTheFew = user.Number <= settings.Few;
        var few = isOneOfTheFew ? await SendUntilAsync(begin, settings.Phase, probe: null, stop) : null;
        await user.ThinkAsync(settings.Phase - user.Clock.GetElapsedTime(begin), stop);
        var crowd = await SendUntilAsync(begin, 2 * settings.Phase, probe: 1.5 * settings.Phase, stop);
        if (few is { } alone && crowd is { } together && together > TimeSpan.Zero)
            user.Trend(UploadGroupMetrics.ThroughputKept.Name, settings.Crowd * (alone / together) / settings.Few);

        if (_sent.Count > 0) await desk.ReadBackAsync(_sent[^1], stop);
        foreach (var file in _sent) await desk.DeleteAsync(file, stop);
        _sent.Clear();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => desk.DisposeAsync();

    // At least one; the mean time of those that arrived, null if none did.
    private async Task<TimeSpan?> SendUntilAsync(long begin, TimeSpan end, TimeSpan? probe, CancellationToken stop)
    {
        var (sum, count) = (TimeSpan.Zero, 0);
        do
        {
            var from = user.Clock.GetElapsedTime(begin);
            var file = await desk.SendAsync(new GeneratedContent(settings.Bytes, user.Random.Next()), stop);
            user.Rate(UploadGroupMetrics.InTime.Name, file is not null && file.Result.Duration <= UploadLimit.Of(settings.Bytes));
            if (file is null) continue;
            if (probe is { } instant && from <= instant && user.Clock.GetElapsedTime(begin) >= instant) user.Count(UploadGroupMetrics.AtOnce.Name);
            _sent.Add(file);
            (sum, count) = (sum + file.Result.Duration, count + 1);
        }
        while (user.Clock.GetElapsedTime(begin) < end);
        return count > 0 ? sum / count : null;
    }
}
