using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Notices;

/// <summary>Publishes notices to a room over HTTP, one after the other, until told to end; then one that says so.</summary>
/// <param name="user">Who records the requests; nobody else uses this user meanwhile.</param>
/// <param name="api">That user's client, signed in.</param>
/// <param name="room">The room.</param>
/// <param name="every">The pause between two notices, from start to start.</param>
internal sealed class Announcer(VirtualUser user, UpCoachClient api, string room, TimeSpan every)
{
    // The last notice ends everybody's wait: it is worth some trouble.
    private const int LastAttempts = 20;
    private static readonly TimeSpan LastPause = TimeSpan.FromMilliseconds(500);

    private readonly NoticeWriter _writer = new(user.Scenario, user.Clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Publishes.</summary>
    /// <param name="end">Ends the row; its last notice goes out after that.</param>
    /// <param name="stop">The iteration's token.</param>
    public async Task RunAsync(Task end, CancellationToken stop)
    {
        var begin = user.Clock.GetTimestamp();
        for (var n = 0; !end.IsCompleted; n++)
        {
            await PublishAsync(_writer.Next(), stop);
            var pause = every * (n + 1) - user.Clock.GetElapsedTime(begin);
            if (pause > TimeSpan.Zero) await Task.WhenAny(Task.Delay(pause, user.Clock, stop), end);
            stop.ThrowIfCancellationRequested();
        }

        for (var attempt = 0; attempt < LastAttempts && !await PublishAsync(_writer.Last(), stop); attempt++)
        {
            await Task.Delay(LastPause, user.Clock, stop);
        }
    }

    private async Task<bool> PublishAsync(Notice notice, CancellationToken stop)
    {
        user.Due = user.Clock.GetTimestamp();
        var answer = await api.BroadcastAsync(new BroadcastDraft(room, notice), stop);
        if (!answer.Succeeded(user, out var receipt)) return false;
        user.Check("broadcast: the receipt is of the room", receipt.Room == room && receipt.Seq > 0);
        _writer.Confirm(notice.N);
        return true;
    }
}
