-- The words of all articles as they are written. The search index holds stems, which the beginning of a word does not lead to:
-- "morni" begins "morning", but not its stem "morn". "C" lets LIKE 'morni%' use the key.
CREATE TABLE search_words (
    word text COLLATE "C" PRIMARY KEY
);

CREATE FUNCTION keep_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_words (word)
    SELECT word FROM unnest(tsvector_to_array(to_tsvector('simple', NEW.title || ' ' || NEW.body))) word
    WHERE length(word) BETWEEN 2 AND 40 AND word !~ '[^[:alnum:]]'
    ORDER BY word
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE TRIGGER content_items_keep_search_words AFTER INSERT OR UPDATE OF title, body ON content_items
    FOR EACH ROW EXECUTE FUNCTION keep_search_words();
