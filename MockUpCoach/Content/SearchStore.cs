using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Content;

/// <summary>Finds articles by their words and counts their tags.</summary>
internal sealed class SearchStore(UpCoachDatabase database, ReadCache cache)
{
    public const string TagsKey = "content:tags";

    // Ranking reads every match. A word that half of all articles have would cost as much as the table is large, so only the newest 200 are ranked;
    // snippets, the dearest part, are made for the rows that leave. What the author wrote is escaped first: the marks are the only HTML in a snippet.
    private const string Ranked = """
        matches AS MATERIALIZED (
            SELECT id, title, body, query, ts_rank_cd(search, query) AS rank
            FROM (SELECT id, title, body, search, query FROM content_items, wanted
                  WHERE search @@ query AND status = 'published' ORDER BY id DESC LIMIT 200) newest
            ORDER BY rank DESC, id DESC LIMIT $2)
        SELECT id, title,
               ts_headline('english', replace(replace(replace(body, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), query, 'MaxWords=24, MinWords=12, MaxFragments=1'), rank
        FROM matches ORDER BY rank DESC, id DESC
        """;

    private const string Select = $"""
        /* content.search */
        WITH wanted AS (
            SELECT websearch_to_tsquery('english', $1) AS query),
        {Ranked}
        """;

    // The last word is still being typed: it stands for the words that begin with it, and for itself: it may be whole, in a form that nobody has written yet.
    private const string SelectByPrefix = $"""
        /* content.search-prefix */
        WITH words AS (
            SELECT word FROM search_words WHERE word LIKE $4 ORDER BY length(word), word LIMIT 50),
        wanted AS (
            SELECT CASE WHEN $1 = '' THEN final ELSE websearch_to_tsquery('english', $1) && final END AS query
            FROM to_tsquery('english', (SELECT string_agg('''' || word || '''', ' | ') FROM (SELECT word FROM words UNION SELECT $3) w)) final),
        {Ranked}
        """;

    private const string SelectTags = """
        /* content.tags */
        SELECT tag, articles FROM tag_counts WHERE articles > 0 ORDER BY articles DESC, tag LIMIT 500
        """;

    /// <summary>Finds what matches all words; with <paramref name="prefix"/> the last word may be the beginning of one.</summary>
    public async Task<SearchResult> SearchAsync(CurrentUser user, string text, bool prefix, int limit, CancellationToken stop)
    {
        var sql = prefix && PrefixQuery.TryRead(text, out var query)
            ? new Sql(SelectByPrefix).With(query.Words).With(limit).With(query.Beginning).With(query.Beginning + "%")
            : new Sql(Select).With(text).With(limit);
        return new(user.Note(await database.ReadAsync(
            user.ContentFloor, sql, Rows.All(row => new SearchHit(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetFloat(3))), stop)));
    }

    public async Task<TagList> GetTagsAsync(CurrentUser user, CancellationToken stop) => user.Note(await cache.GetAsync(
        CacheRegion.Tags, TagsKey, user.ContentFloor, ApiJson.Default.TagList, QueryTagsAsync, stop))!;

    private async Task<DatabaseRead<TagList?>> QueryTagsAsync(WalPosition floor)
    {
        var rows = await database.ReadAsync(floor, new Sql(SelectTags), Rows.All(row => new TagCount(row.GetString(0), row.GetInt64(1))), CancellationToken.None);
        return new DatabaseRead<TagList?>(new TagList(rows.Value), rows.AsOf, rows.Source);
    }
}
