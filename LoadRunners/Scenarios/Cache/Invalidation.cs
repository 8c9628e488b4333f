using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Client.Messages;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>
/// An author changes an article that a reader has just had from the cache. From the answer to the change on, how long until the reader sees it? A read that begins more than
/// <c>BOUND_MS</c> later must, and nobody who has seen the new state may be given the old one again.
/// </summary>
internal sealed class Invalidation : IScenario, IAsyncDisposable
{
    private const int ReadsAfter = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly VirtualUser _user;
    private readonly UpCoachClient _authorsApi;
    private readonly UpCoachClient _readersApi;
    private readonly Account _author;
    private readonly Account _reader;
    private readonly TimeSpan _bound;
    private ContentItem? _article;

    /// <summary>Initializes the scenario of one virtual user, who plays both.</summary>
    public Invalidation(VirtualUser user, Func<UpCoachClient> api, ScenarioSettings settings)
    {
        (_user, _authorsApi, _readersApi) = (user, api(), api());
        _author = new Account(user, _authorsApi, Person.Of(1 + ((2 * user.Number) % settings.Users), user.Random));
        _reader = new Account(user, _readersApi, Person.Of(1 + (((2 * user.Number) + 1) % settings.Users), user.Random));
        _bound = TimeSpan.FromMilliseconds(EnvNumber.Read(user.Env, "BOUND_MS", 100));
    }

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (!await _author.EnsureSignedInAsync(stop) || !await _reader.EnsureSignedInAsync(stop)) return;
        if (_article is null)
        {
            var created = await _authorsApi.CreateContentAsync(Draft(), stop);
            if (!created.Succeeded(_user, out _article)) return;
        }

        // The second time it comes from the cache.
        if (await VersionAsync(stop) is null || await VersionAsync(stop) is null) return;
        var changed = await _authorsApi.UpdateContentAsync(_article.Id, Draft(), stop);
        if (!changed.Succeeded(_user, out var article)) return;
        await WatchAsync(article.Version, stop);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _authorsApi.DisposeAsync();
        await _readersApi.DisposeAsync();
    }

    private async ValueTask WatchAsync(int version, CancellationToken stop)
    {
        var (clock, answered) = (_user.Clock, _user.Clock.GetTimestamp());
        for (var left = ReadsAfter; left > 0 && clock.GetElapsedTime(answered) < Patience;)
        {
            var begun = clock.GetElapsedTime(answered);
            if (await VersionAsync(stop) is not { } seen) return;
            var isOld = seen < version;
            var hasSeenNew = left < ReadsAfter;
            if (begun >= _bound || hasSeenNew || !isOld) _user.Rate(CacheMetrics.StaleReads.Name, isOld);
            if (!isOld && !hasSeenNew) _user.Trend(CacheMetrics.Invalidation.Name, clock.GetElapsedTime(answered).TotalMilliseconds);
            if (isOld) await _user.ThinkAsync(Pause, stop);
            else left--;
            if (isOld && hasSeenNew) left--;
        }
    }

    private async ValueTask<int?> VersionAsync(CancellationToken stop)
    {
        var answer = await _readersApi.ContentItemAsync(_article!.Id, stop);
        if (!answer.Succeeded(_user, out var article)) return null;
        _user.Rate(CacheMetrics.Hit.Name, answer.Http.Header("X-Db") == "cache");
        return article.Version;
    }

    private ContentDraft Draft() => new(FormattableString.Invariant($"Invalidated {_user.Iteration}"), "A body that changes with each iteration of the test.", ["lab"]);
}
