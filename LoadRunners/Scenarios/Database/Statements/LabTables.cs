using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Statements;

/// <summary>What the lab's schema holds: copies of the tables that the platform writes to, with their indexes, keys and triggers, and tables of its own.</summary>
internal static class LabTables
{
    /// <summary>The table that is made last: where it is, all are.</summary>
    public const string Last = "is_made";

    /// <summary>How many accounts a ledger has, and what is on each at first.</summary>
    public const int Accounts = 100;

    /// <inheritdoc cref="Accounts"/>
    public const int Opening = 1000;

    /// <summary>How many articles are copied, to be changed.</summary>
    public const int Articles = 500;

    /// <summary>Makes all of it in one transaction. The names that are not qualified in the platform's triggers are found by the search path.</summary>
    public static string Sql { get; } = $"""
        BEGIN;
        DROP SCHEMA IF EXISTS {LabSchema.Name} CASCADE;
        CREATE SCHEMA {LabSchema.Name};
        SET LOCAL search_path = {LabSchema.Name}, public;

        CREATE TABLE sessions (LIKE public.sessions INCLUDING ALL);
        ALTER TABLE sessions ADD FOREIGN KEY (user_id) REFERENCES public.users;
        CREATE TABLE refresh_tokens (LIKE public.refresh_tokens INCLUDING ALL);
        ALTER TABLE refresh_tokens ADD FOREIGN KEY (session_id) REFERENCES sessions ON DELETE CASCADE;

        CREATE TABLE content_items (LIKE public.content_items INCLUDING ALL);
        CREATE TABLE content_versions (LIKE public.content_versions INCLUDING ALL);
        ALTER TABLE content_versions ADD FOREIGN KEY (content_id) REFERENCES content_items ON DELETE CASCADE;
        CREATE TABLE tag_counts (LIKE public.tag_counts INCLUDING ALL);
        CREATE TABLE search_words (LIKE public.search_words INCLUDING ALL);
        CREATE TRIGGER content_items_count_tags AFTER INSERT OR DELETE OR UPDATE OF tags, status ON content_items FOR EACH ROW EXECUTE FUNCTION public.count_tags();
        CREATE TRIGGER content_items_keep_search_words AFTER INSERT OR UPDATE OF title, body ON content_items FOR EACH ROW EXECUTE FUNCTION public.keep_search_words();
        CREATE TABLE files (LIKE public.files INCLUDING ALL);
        CREATE TABLE content_attachments (LIKE public.content_attachments INCLUDING ALL);
        ALTER TABLE content_attachments ADD FOREIGN KEY (content_id) REFERENCES content_items ON DELETE CASCADE, ADD FOREIGN KEY (file_id) REFERENCES files ON DELETE CASCADE;
        INSERT INTO content_items (id, title, body, tags, version, author_id, updated_at)
        SELECT row_number() OVER (ORDER BY id), title, body, tags, 1, author_id, updated_at FROM (SELECT * FROM public.content_items WHERE status = 'published' ORDER BY id LIMIT {Articles}) chosen;
        INSERT INTO content_versions (content_id, version, title, body, tags, author_id, updated_at) SELECT id, version, title, body, tags, author_id, updated_at FROM content_items;
        SELECT setval(pg_get_serial_sequence('{LabSchema.Name}.content_items', 'id'), (SELECT greatest(max(id), 1) FROM content_items));

        CREATE TABLE analytics_events (LIKE public.analytics_events INCLUDING ALL) PARTITION BY RANGE (received_at);
        CREATE TABLE analytics_events_all PARTITION OF analytics_events DEFAULT;
        CREATE TABLE event_seconds (LIKE public.event_seconds INCLUDING ALL) WITH (fillfactor = 70);
        CREATE TABLE user_days (LIKE public.user_days INCLUDING ALL) WITH (fillfactor = 90);
        CREATE TABLE user_presence (LIKE public.user_presence INCLUDING ALL) WITH (fillfactor = 50);

        CREATE TABLE accounts (ledger text, id integer, balance bigint NOT NULL, PRIMARY KEY (ledger, id)) WITH (fillfactor = 50);
        INSERT INTO accounts SELECT ledger, id, {Opening} FROM unnest(ARRAY['writes', 'deadlocks', 'backup']) ledger, generate_series(1, {Accounts}) id;
        CREATE TABLE transfers (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ledger text NOT NULL, writer uuid NOT NULL, number integer NOT NULL,
            source integer NOT NULL, target integer NOT NULL, amount bigint NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (writer, number));

        CREATE SEQUENCE experiments;
        CREATE TABLE experiment_rows (experiment bigint, name text, value integer NOT NULL, PRIMARY KEY (experiment, name));

        CREATE TABLE registers (id integer PRIMARY KEY, value bigint NOT NULL) WITH (fillfactor = 50);
        CREATE TABLE archive (id integer PRIMARY KEY, body text NOT NULL);
        INSERT INTO archive SELECT n, md5(n::text) || repeat(md5((n * 7)::text), 8) FROM generate_series(1, 20000) n;
        ANALYZE content_items, content_versions, accounts, archive;
        CREATE TABLE {Last} ();
        COMMIT;
        """;
}
