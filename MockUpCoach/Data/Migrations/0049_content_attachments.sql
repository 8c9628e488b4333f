CREATE TABLE content_attachments (
    content_id bigint NOT NULL REFERENCES content_items ON DELETE CASCADE,
    file_id    uuid NOT NULL REFERENCES files ON DELETE CASCADE,
    added_by   bigint NOT NULL,
    added_at   timestamptz NOT NULL,
    PRIMARY KEY (content_id, file_id)
);

CREATE INDEX content_attachments_file ON content_attachments (file_id);
