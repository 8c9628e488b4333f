using UpCoach.LoadRunners.Protocols.Postgres;

namespace UpCoach.LoadRunners.Scenarios.Database.Statements;

/// <summary>The platform's statements of searching, to the letter; a test compares.</summary>
internal static class SearchStatements
{
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

    public static PostgresStatement Words { get; } = new("content.search", $"""
        WITH wanted AS (
            SELECT websearch_to_tsquery('english', $1) AS query),
        {Ranked}
        """, IsPrepared: true);

    public static PostgresStatement Prefix { get; } = new("content.search-prefix", $"""
        WITH words AS (
            SELECT word FROM search_words WHERE word LIKE $4 ORDER BY length(word), word LIMIT 50),
        wanted AS (
            SELECT CASE WHEN $1 = '' THEN final ELSE websearch_to_tsquery('english', $1) && final END AS query
            FROM to_tsquery('english', (SELECT string_agg('''' || word || '''', ' | ') FROM (SELECT word FROM words UNION SELECT $3) w)) final),
        {Ranked}
        """, IsPrepared: true);

    public static PostgresStatement Tags { get; } = new("content.tags", """
        SELECT tag, articles FROM tag_counts WHERE articles > 0 ORDER BY articles DESC, tag LIMIT 500
        """, IsPrepared: true);
}
