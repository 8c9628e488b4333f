ALTER TABLE content_items ADD COLUMN status text NOT NULL DEFAULT 'published' CHECK (status IN ('draft', 'published'));
CREATE INDEX content_items_drafts ON content_items (author_id, id) WHERE status = 'draft';

-- Drafts are nobody's but their author's: the counts leave them out. OLD is null for a new row, NEW for a deleted one.
CREATE OR REPLACE FUNCTION count_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tag_counts AS counts (tag, articles)
    SELECT tag, sum(change)
    FROM (SELECT unnest(CASE WHEN NEW.status = 'published' THEN NEW.tags END) AS tag, 1 AS change
          UNION ALL SELECT unnest(CASE WHEN OLD.status = 'published' THEN OLD.tags END), -1) changes
    GROUP BY tag HAVING sum(change) <> 0 ORDER BY tag
    ON CONFLICT (tag) DO UPDATE SET articles = counts.articles + excluded.articles;
    RETURN NULL;
END
$$;

DROP TRIGGER content_items_count_tags ON content_items;
CREATE TRIGGER content_items_count_tags AFTER INSERT OR DELETE OR UPDATE OF tags, status ON content_items
    FOR EACH ROW EXECUTE FUNCTION count_tags();
