using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Client;

/// <summary>The API as its own app calls it: one method an operation, for one user.</summary>
internal sealed class UpCoachClient(HttpSession session) : IAsyncDisposable
{
    private const string Api = "/api/v1";
    private const string Content = Api + "/content";

    /// <summary>Gets or sets the access token; null when signed out, which an answer of 401 does.</summary>
    public string? AccessToken
    {
        get => session.BearerToken;
        set => session.BearerToken = value;
    }

    /// <summary>Gets how many answers so far were not what was asked for.</summary>
    public int Failures { get; private set; }

    // The redirect goes to the app, not to a server: it is the answer.
    public ValueTask<HttpResult> AuthorizeAsync(string pathAndQuery, CancellationToken stop)
        => session.SendAsync(new HttpCall(HttpMethod.Get, pathAndQuery, Routes.Authorize.Name) { MaxRedirects = 0 }, stop);

    public async Task<Answer<TokenGrant>> TokenAsync(Route route, IEnumerable<KeyValuePair<string, string>> form, CancellationToken stop)
        => Read(route, await session.PostFormAsync("/oauth/token", route.Name, form, stop), UpCoachJson.Default.TokenGrant);

    public Task<Answer<Profile>> MeAsync(CancellationToken stop) => GetAsync(Routes.Me, Api + "/me", UpCoachJson.Default.Profile, stop);

    public Task<Answer<CursorPage<FeedItem>>> FeedAsync(string? cursor, CancellationToken stop)
        => GetAsync(Routes.Feed, With(Api + "/feed", "cursor", cursor), UpCoachJson.Default.FeedPage, stop);

    public Task<Answer<CoachingDay>> TodayAsync(CancellationToken stop) => GetAsync(Routes.Today, Api + "/sessions/today", UpCoachJson.Default.CoachingDay, stop);

    public Task<Answer<ItemList<Goal>>> GoalsAsync(CancellationToken stop) => GetAsync(Routes.Goals, Api + "/goals", UpCoachJson.Default.GoalList, stop);

    public Task<Answer<ItemList<Habit>>> HabitsAsync(CancellationToken stop) => GetAsync(Routes.Habits, Api + "/habits", UpCoachJson.Default.HabitList, stop);

    public async Task<Answer<CheckIn>> CheckInAsync(long habit, CheckInDraft draft, CancellationToken stop)
        => Read(Routes.CheckIn, await session.PostJsonAsync(CheckInsOf(habit), Routes.CheckIn.Name, Json(draft, UpCoachJson.Default.CheckInDraft), stop), UpCoachJson.Default.CheckIn);

    public Task<Answer<ItemList<CheckIn>>> CheckInsAsync(long habit, CancellationToken stop)
        => GetAsync(Routes.CheckIns, CheckInsOf(habit), UpCoachJson.Default.CheckInList, stop);

    public Task<Answer<CursorPage<Notification>>> NotificationsAsync(CancellationToken stop)
        => GetAsync(Routes.Notifications, Api + "/notifications", UpCoachJson.Default.NotificationPage, stop);

    public Task<Answer<ChangePage>> SyncAsync(string? since, CancellationToken stop)
        => GetAsync(Routes.Sync, With(Api + "/sync", "since", since), UpCoachJson.Default.ChangePage, stop);

    public Task<Answer<ContentPage>> ContentPageAsync(string? after, string? tag, CancellationToken stop)
        => GetAsync(Routes.ContentPage, With(With(Content + "/", "after", after), "tag", tag), UpCoachJson.Default.ContentPage, stop);

    public Task<Answer<ContentItem>> ContentItemAsync(long id, CancellationToken stop) => GetAsync(Routes.ContentItem, ItemPath(id), UpCoachJson.Default.ContentItem, stop);

    public async Task<Answer<ContentItem>> CreateContentAsync(ContentDraft draft, CancellationToken stop)
        => Read(Routes.CreateContent, await session.PostJsonAsync(Content + "/", Routes.CreateContent.Name, Json(draft, UpCoachJson.Default.ContentDraft), stop), UpCoachJson.Default.ContentItem);

    public async Task<Answer<ContentItem>> UpdateContentAsync(long id, ContentDraft draft, CancellationToken stop)
        => Read(Routes.UpdateContent, await session.PutJsonAsync(ItemPath(id), Routes.UpdateContent.Name, Json(draft, UpCoachJson.Default.ContentDraft), stop), UpCoachJson.Default.ContentItem);

    public Task<Answer<ItemList<ContentVersion>>> VersionsAsync(long id, CancellationToken stop)
        => GetAsync(Routes.Versions, ItemPath(id) + "/versions", UpCoachJson.Default.VersionList, stop);

    public Task<Answer<ItemList<SearchHit>>> SearchAsync(string words, CancellationToken stop)
        => GetAsync(Routes.Search, With(Content + "/search", "q", words), UpCoachJson.Default.SearchResult, stop);

    public Task<Answer<ItemList<TagCount>>> TagsAsync(CancellationToken stop) => GetAsync(Routes.Tags, Content + "/tags", UpCoachJson.Default.TagList, stop);

    public async Task<Answer<BroadcastReceipt>> BroadcastAsync(BroadcastDraft draft, CancellationToken stop)
        => Read(Routes.Broadcast, await session.PostJsonAsync(Api + "/realtime/broadcast", Routes.Broadcast.Name, Json(draft, UpCoachJson.Default.BroadcastDraft), stop), UpCoachJson.Default.BroadcastReceipt);

    public Task<Answer<DashboardReport>> DashboardAsync(CancellationToken stop)
        => GetAsync(Routes.Dashboard, Api + "/analytics/dashboard", UpCoachJson.Default.DashboardReport, stop);

    public static string ItemPath(long id) => string.Create(CultureInfo.InvariantCulture, $"{Content}/{id}");

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async Task<Answer<T>> GetAsync<T>(Route route, string path, JsonTypeInfo<T> type, CancellationToken stop)
        where T : class
        => Read(route, await session.GetAsync(path, route.Name, stop), type);

    private Answer<T> Read<T>(Route route, HttpResult http, JsonTypeInfo<T> type)
        where T : class
    {
        if (http.Status == 401) AccessToken = null;
        var body = route.Succeeds(http.Status) ? http.ReadJson(type) : null;
        if (body is null) Failures++;
        return new Answer<T>(route, http, body);
    }

    private static byte[] Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static string CheckInsOf(long habit) => string.Create(CultureInfo.InvariantCulture, $"{Api}/habits/{habit}/check-ins");

    private static string With(string path, string name, string? value)
        => value is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";
}
