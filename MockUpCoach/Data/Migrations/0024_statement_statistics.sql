-- Where the server has it loaded (shared_preload_libraries), statements are counted by their text, and each begins with its name.
-- A server without it, or a role that may not create it, runs the API as well.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_stat_statements') THEN
        CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'pg_stat_statements was not created: %', SQLERRM;
END
$$;
