using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Statements;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>Articles created and retrieved: one of ten iterations writes one and reads it back, the others read an article by the Zipf law, a page and a page of a tag.</summary>
internal sealed class ContentAccess : DatabaseVisit
{
    private const double WriteRatio = 0.1;
    private const int PageSize = 21; // the platform asks for one more than it shows

    private static readonly string[] Tags = ["habits", "focus"];

    private readonly PoolLease _copies;
    private readonly PostgresSession _desk;
    private readonly ZipfDistribution _popularity;
    private string _tag = "sleep";

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public ContentAccess(VirtualUser user, LabDatabase database, PoolOptions pool, Func<int, ZipfDistribution> popularity) : base(user, database, pool)
    {
        _copies = database.Lease(pool with { Name = pool.Name + " writes", WritesToLab = true });
        _desk = new PostgresSession(user, _copies.Source);
        _popularity = popularity(Settings.Items);
    }

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        if (User.Random.NextDouble() < WriteRatio) await CreateAsync(stop);
        else await ReadAsync(stop);
    }

    /// <inheritdoc/>
    protected override async ValueTask ReadyAsync(CancellationToken stop)
    {
        await ReadAsync(stop);
        await CreateAsync(stop);
    }

    /// <inheritdoc/>
    protected override ValueTask CloseAsync() => _copies.DisposeAsync();

    private async ValueTask ReadAsync(CancellationToken stop)
    {
        var id = (long)(_popularity.Count + 1 - _popularity.Next(User.Random));
        var item = await Session.QueryAsync(ContentStatements.Get, row => (Id: row.GetInt64(0), Tags: row.GetFieldValue<string[]>(3)), stop, id);
        if (User.Check("content.get: is the one asked for", item.IsSuccess && item.Rows is [var found] && found.Id == id) && item.Rows[0].Tags is [var tag, ..]) _tag = tag;
        var page = await Session.QueryAsync(ContentStatements.Page, row => row.GetInt64(0), stop, long.MaxValue, PageSize);
        User.Check("content.page: is full, newest first", page.Rows.Count == PageSize && page.Rows.SequenceEqual(page.Rows.OrderDescending()));
        var wanted = _tag;
        var ofTag = await Session.QueryAsync(ContentStatements.PageOfTag, row => row.GetFieldValue<string[]>(3), stop, long.MaxValue, PageSize, wanted);
        User.Check("content.page-of-tag: each has the tag", ofTag.IsSuccess && ofTag.Rows.Count > 0 && ofTag.Rows.All(tags => tags.Contains(wanted, StringComparer.Ordinal)));
    }

    private async ValueTask CreateAsync(CancellationToken stop)
    {
        var body = $"Notes of editor {User.Number}: begin small and repeat.";
        var author = 1L + User.Random.Next(Settings.Users);
        var created = await _desk.QueryAsync(
            ContentStatements.Create, row => row.GetInt64(0), stop, "Morning routine for a calm week", body, Tags, author, User.Clock.GetUtcNow().UtcDateTime, "published");
        if (!User.Check("content.create: has an id", created.IsSuccess && created.Rows.Count == 1)) return;
        var read = await _desk.QueryAsync(ContentStatements.Get, row => (Body: row.GetString(2), Version: row.GetInt32(4)), stop, created.Rows[0]);
        User.Check("content.get: who wrote it reads it", read.IsSuccess && read.Rows is [{ Version: 1 } one] && one.Body == body);
    }
}
