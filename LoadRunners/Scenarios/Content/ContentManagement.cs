using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Content;

/// <summary>
/// An editor's single step, as the arrival rate counts them: mostly reading articles and lists, some searching, few changes.
/// Articles are chosen by the Zipf law with skew 1, the newest being the most popular. One or two requests an iteration, and no think time:
/// the arrival rate is the pace.
/// </summary>
internal sealed class ContentManagement : IPreparedScenario, IAsyncDisposable
{
    /// <summary>The skew of articles' popularity, as measured for web pages (Breslau et al. 1999 found 0.64 to 0.83; 1 is the classical law).</summary>
    public const double PopularitySkew = 1.0;

    private static readonly WeightedChoice<Func<ContentDesk, CancellationToken, ValueTask>> Steps = new(
        (40, (desk, stop) => desk.ReadArticleAsync(stop)),
        (24, (desk, stop) => desk.BrowseAsync(stop)),
        (6, (desk, stop) => desk.BrowseTagAsync(stop)),
        (12, (desk, stop) => desk.SearchAsync(stop)),
        (6, (desk, stop) => desk.ListTagsAsync(stop)),
        (5, (desk, stop) => desk.ReadVersionsAsync(stop)),
        (3, (desk, stop) => desk.CreateAsync(stop)),
        (4, (desk, stop) => desk.UpdateAsync(stop)));

    private readonly VirtualUser _user;
    private readonly UpCoachClient _api;
    private readonly Account _account;
    private readonly ContentDesk _desk;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public ContentManagement(VirtualUser user, UpCoachClient api, ScenarioSettings settings, ZipfDistribution popularity)
    {
        (_user, _api) = (user, api);
        // Editors are counted from the last user down, so that they are other people than those who use the app.
        _account = new Account(user, api, Person.Of(settings.Users - ((user.Number - 1) % settings.Users), user.Random));
        _desk = new ContentDesk(user, api, popularity);
    }

    /// <summary>Signs in before the clock starts: a user who does so on arrival would miss the arrival's time. Then looks around once, changing nothing.</summary>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        if (!await _account.EnsureSignedInAsync(stop)) return;
        await _desk.ReadArticleAsync(stop);
        await _desk.BrowseAsync(stop);
        await _desk.ListTagsAsync(stop);
        await _desk.BrowseTagAsync(stop);
        await _desk.SearchAsync(stop);
        await _desk.ReadVersionsAsync(stop);
    }

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (await _account.EnsureSignedInAsync(stop)) await Steps.Next(_user.Random)(_desk, stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _api.DisposeAsync();
}
