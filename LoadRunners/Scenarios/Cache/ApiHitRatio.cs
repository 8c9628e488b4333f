using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>
/// People read: articles by a Zipf law, the first page of articles, the tags, their own feed. Every answer says by <c>X-Db</c> whether it came from the cache or from the
/// database. The platform keeps articles and feeds for 60 s, lists and tags for 30 s. A user's first iteration brings the platform where it is on any day, and does not count:
/// everything was read before, not longer ago than the cache keeps it. What expires later counts.
/// </summary>
internal sealed class ApiHitRatio : IScenario, IAsyncDisposable
{
    // The first users, each of whom reads one part of the articles.
    private const int Preparers = 10;

    private static readonly WeightedChoice<string> Kinds = new((60, "article"), (15, "list"), (10, "tags"), (15, "feed"));

    private readonly VirtualUser _user;
    private readonly UpCoachClient _api;
    private readonly Account _account;
    private readonly ZipfDistribution _popularity;
    private readonly TimeSpan _think;
    private bool _isPrepared;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public ApiHitRatio(VirtualUser user, UpCoachClient api, ScenarioSettings settings, ZipfDistribution popularity)
    {
        (_user, _api, _popularity, _think) = (user, api, popularity, settings.Think);
        _account = new Account(user, api, Person.Of(1 + ((user.Number - 1) % settings.Users), user.Random));
    }

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (!await _account.EnsureSignedInAsync(stop)) return;
        if (!_isPrepared)
        {
            await PrepareAsync(stop);
            _isPrepared = true;
            return;
        }

        var (kind, rank) = (Kinds.Next(_user.Random), _popularity.Next(_user.Random));
        var source = await ReadAsync(kind, rank, stop);
        if (source is not null) _user.Rate(CacheMetrics.Hit.Name, source == "cache", TagSet.Of(CacheMetrics.Kind, kind));
        await _user.ThinkAsync(_think, stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private async ValueTask PrepareAsync(CancellationToken stop)
    {
        foreach (var kind in (string[])["list", "tags", "feed"]) await ReadAsync(kind, 0, stop);
        if (_user.Number > Preparers) return;
        for (var rank = _user.Number; rank <= _popularity.Count; rank += Preparers) await ReadAsync("article", rank, stop);
    }

    // Gives where the answer came from; null if it is no good.
    private async ValueTask<string?> ReadAsync(string kind, int rank, CancellationToken stop)
    {
        var (isGood, source) = kind switch
        {
            "article" => Seen(await _api.ContentItemAsync(rank, stop)),
            "list" => Seen(await _api.ContentPageAsync(null, null, stop)),
            "tags" => Seen(await _api.TagsAsync(stop)),
            _ => Seen(await _api.FeedAsync(null, stop)),
        };
        return isGood && _user.Check("cache: the answer names its source", source is not null) ? source : null;
    }

    private (bool IsGood, string? Source) Seen<T>(Answer<T> answer)
        where T : class => (answer.Succeeded(_user, out _), answer.Http.Status == 0 ? null : answer.Http.Header("X-Db"));
}
