using Npgsql;
using NpgsqlTypes;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Statements;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>
/// An article is opened, saved if nobody else saved it meanwhile, its history read, two versions compared and the first restored. Articles are chosen
/// by the Zipf law, so that editors meet.
/// </summary>
internal sealed class ContentVersioning : DatabaseVisit
{
    private static readonly string[] s_tags = ["habits"];

    private readonly ZipfDistribution _popularity;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public ContentVersioning(VirtualUser user, LabDatabase database, PoolOptions pool, Func<int, ZipfDistribution> popularity) : base(user, database, pool) =>
        _popularity = popularity(LabTables.Articles);

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        long id = _popularity.Next(User.Random);
        var author = 1L + User.Random.Next(Settings.Users);
        var opened = await Session.QueryAsync(ContentStatements.Get, row => (Title: row.GetString(1), Version: row.GetInt32(4)), stop, id);
        if (User.Check("content.get: the article is there", opened.IsSuccess && opened.Rows.Count == 1))
        {
            var version = opened.Rows[0].Version;
            if (await SaveAsync(id, author, opened.Rows[0].Title, version, stop))
            {
                var again = await UpdateAsync(id, author, opened.Rows[0].Title, version, stop);
                User.Check("content.update: a version that is past is refused", again is { IsSuccess: true, Rows.Count: 0 });
            }

            await ReadHistoryAsync(id, author, version, stop);
            var restored = await Session.QueryAsync(
                ContentStatements.Restore, row => row.GetInt32(4), stop, author, Now, id, Typed(null, NpgsqlDbType.Array | NpgsqlDbType.Integer), 1);
            User.Check("content.restore: makes a new version", restored.IsSuccess && restored.Rows is [var next] && next > version);
        }
    }

    private DateTime Now => User.Clock.GetUtcNow().UtcDateTime;

    // False if somebody else was sooner, which is right too.
    private async ValueTask<bool> SaveAsync(long id, long author, string title, int version, CancellationToken stop)
    {
        var saved = await UpdateAsync(id, author, title, version, stop);
        User.Check("content.update: the next version, or refused", saved.IsSuccess && (saved.Rows.Count == 0 || saved.Rows[0] == version + 1));
        return saved is { IsSuccess: true, Rows.Count: 1 };
    }

    private Task<PostgresResult<int>> UpdateAsync(long id, long author, string title, int expected, CancellationToken stop) => Session.QueryAsync(
        ContentStatements.Update, row => row.GetInt32(4), stop, author, Now, id, new[] { expected }, title, $"Reviewed by editor {User.Number}. Begin small and repeat.", s_tags);

    private async ValueTask ReadHistoryAsync(long id, long author, int version, CancellationToken stop)
    {
        var versions = await Session.QueryAsync(ContentStatements.Versions, row => row.GetInt32(0), stop, id, author);
        User.Check("content.versions: none is missing, newest first", versions.IsSuccess && versions.Rows.Count > 0
            && (versions.Rows.Count == 1000 || versions.Rows[^1] == 1) && versions.Rows.Index().All(row => row.Item == versions.Rows[0] - row.Index));
        var two = await Session.QueryAsync(ContentStatements.SomeVersions, row => row.GetInt32(4), stop, id, new[] { 1, version }, author);
        User.Check("content.some-versions: has those asked for", two.IsSuccess && two.Rows.Order().SequenceEqual(new[] { 1, version }.Distinct()));
    }

    private static NpgsqlParameter Typed(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
