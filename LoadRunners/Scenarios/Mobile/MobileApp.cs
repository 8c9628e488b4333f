using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Mobile;

/// <summary>The app in one person's hand: what each screen asks for, and what must be true of the answers.</summary>
internal sealed class MobileApp(VirtualUser user, UpCoachClient api)
{
    private const int PageSize = 20;
    private const int MostSyncPages = 5;

    private IReadOnlyList<Habit> _habits = [];
    private string? _nextFeedPage;
    private string? _synced;

    /// <summary>Opens the home screen: the feed and today's sessions.</summary>
    public async ValueTask OpenAsync(CancellationToken stop)
    {
        await ReadFeedAsync(cursor: null, stop);
        var answer = await api.TodayAsync(stop);
        if (!answer.Succeeded(user, out var today)) return;
        user.Check("today: sessions are of today and have a length", today.Sessions.All(s => DateOnly.FromDateTime(s.StartsAt.DateTime) == today.Date && s.DurationMinutes > 0));
    }

    /// <summary>Scrolls on; from the end back to the top.</summary>
    public ValueTask ScrollFeedAsync(CancellationToken stop) => ReadFeedAsync(_nextFeedPage, stop);

    public async ValueTask LookAtGoalsAsync(CancellationToken stop)
    {
        var answer = await api.GoalsAsync(stop);
        if (!answer.Succeeded(user, out var goals)) return;
        user.Check("goals: there are some, with progress from 0 to 1", goals.Items.Count > 0 && goals.Items.All(goal => goal.Progress is >= 0 and <= 1));
    }

    public async ValueTask LookAtHabitsAsync(CancellationToken stop)
    {
        var answer = await api.HabitsAsync(stop);
        if (!answer.Succeeded(user, out var habits)) return;
        if (user.Check("habits: there are some, each once", habits.Items.Count > 0 && AreDistinct(habits.Items, habit => habit.Id))) _habits = habits.Items;
    }

    /// <summary>Notes that a habit was kept on a day of this week, then looks at its history, which must have it.</summary>
    public async ValueTask CheckInAsync(CancellationToken stop)
    {
        if (_habits.Count == 0) await LookAtHabitsAsync(stop);
        if (_habits.Count == 0) return;

        var habit = _habits[user.Random.Next(_habits.Count)].Id;
        var day = DateOnly.FromDateTime(user.Clock.GetUtcNow().UtcDateTime).AddDays(-user.Random.Next(7));
        var answer = await api.CheckInAsync(habit, new CheckInDraft(day, "Kept."), stop);
        if (!answer.Succeeded(user, out var done)) return;
        user.Check("check-in: is of the habit and day asked for", done.HabitId == habit && done.Date == day);

        var history = await api.CheckInsAsync(habit, stop);
        if (!history.Succeeded(user, out var checkIns)) return;
        user.Check("check-ins: the one just made is there", checkIns.Items.Any(checkIn => checkIn.Id == done.Id && checkIn.Date == day));
        user.Check("check-ins: all are of the habit, one a day", checkIns.Items.All(c => c.HabitId == habit) && AreDistinct(checkIns.Items, c => c.Date.DayNumber));
    }

    public async ValueTask ReadNotificationsAsync(CancellationToken stop)
    {
        var answer = await api.NotificationsAsync(stop);
        if (!answer.Succeeded(user, out var page)) return;
        user.Check("notifications: at most a page, each once", page.Items.Count <= PageSize && AreDistinct(page.Items, item => item.Id));
    }

    /// <summary>Fetches what changed since the last sync, page by page.</summary>
    public async ValueTask SyncAsync(CancellationToken stop)
    {
        for (var page = 0; page < MostSyncPages; page++)
        {
            var answer = await api.SyncAsync(_synced, stop);
            if (!answer.Succeeded(user, out var changes)) return;
            user.Check("sync: the cursor moves if and only if there are changes", _synced is null || changes.Changes.Count > 0 == (changes.Next != _synced));
            _synced = changes.Next;
            if (!changes.More) return;
        }
    }

    private async ValueTask ReadFeedAsync(string? cursor, CancellationToken stop)
    {
        var answer = await api.FeedAsync(cursor, stop);
        if (!answer.Succeeded(user, out var feed)) return;
        user.Check("feed: at most a page, each entry once", feed.Items.Count <= PageSize && AreDistinct(feed.Items, item => item.Id));
        user.Check("feed: a page that has a next one is full", feed.NextCursor is null || feed.Items.Count == PageSize);
        _nextFeedPage = feed.NextCursor;
    }

    // A page has some twenty items: comparing each with those before it costs less than a set.
    private static bool AreDistinct<T>(IReadOnlyList<T> items, Func<T, long> id)
    {
        for (var n = 1; n < items.Count; n++)
        {
            for (var before = 0; before < n; before++)
            {
                if (id(items[n]) == id(items[before])) return false;
            }
        }

        return true;
    }
}
