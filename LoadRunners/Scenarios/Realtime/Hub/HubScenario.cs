using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Realtime.Notices;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Hub;

/// <summary>A scenario whose users listen in one room while the first of them publishes there over HTTP, and then say what came.</summary>
internal abstract class HubScenario(VirtualUser user, RealtimeTools tools) : RealtimeScenario(user, tools)
{
    /// <summary>Gets whether this user is the one that publishes.</summary>
    protected bool IsAnnouncer => User.Number == 1;

    /// <summary>Listens from the connect to the last notice, and records what came of them.</summary>
    /// <param name="room">The room.</param>
    /// <param name="through">Another address than the target's; null for the target's.</param>
    /// <param name="regularEnd">When the publisher ends, after the iteration's start.</param>
    /// <param name="during">What happens to the connection in the meantime: listens until then itself.</param>
    /// <param name="stop">The iteration's token.</param>
    protected async Task FollowAsync(string room, Uri? through, TimeSpan regularEnd, Func<HubLink, Task> during, CancellationToken stop)
    {
        await using var hub = new HubLink(User, Tools, room, Token, through);
        var audit = new NoticeAudit(isRight => User.Rate(RealtimeMetrics.Delivered.Name, isRight));
        hub.OnNotice = audit.Note;
        if (await hub.JoinAsync(Settings.Patience, stop))
        {
            await hub.ListenAsync(Until(Settings.Settle), stop);
            await during(hub);
            await hub.ListenAsync(Until(regularEnd) + Settings.Patience, () => audit.IsComplete, stop);
        }

        audit.Complete();
    }

    /// <summary>Publishes in a room from when all have settled until a moment of the iteration.</summary>
    protected Task AnnounceAsync(string room, TimeSpan regularEnd, CancellationToken stop) => AnnounceAsync(room, () => WaitUntilAsync(regularEnd, stop), stop);

    /// <summary>Publishes in a room from when all have settled until something has ended.</summary>
    protected async Task AnnounceAsync(string room, Func<Task> begin, CancellationToken stop)
    {
        await WaitUntilAsync(Settings.Settle, stop);
        var companion = Companion();
        await using var api = Tools.Client(companion);
        api.AccessToken = Token;
        var end = begin();
        // Both to their end, also if one fails: what has begun to break something puts it right again.
        await Task.WhenAll(new Announcer(companion, api, room, Settings.Every).RunAsync(end, stop), end);
    }
}
