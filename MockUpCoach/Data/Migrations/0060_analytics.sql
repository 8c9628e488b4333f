-- Raw events, a partition a day of arrival: COPY appends to one small table, and a day that is no longer kept is dropped whole.
CREATE TABLE analytics_events (
    id          uuid NOT NULL,
    user_id     bigint NOT NULL,
    name        text NOT NULL,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    properties  jsonb
) PARTITION BY RANGE (received_at);

-- Roll-ups, written in the transaction that copies the events: every figure is read from these, never from the raw events.
CREATE TABLE event_seconds (
    second timestamptz NOT NULL,
    name   text NOT NULL,
    events integer NOT NULL,
    PRIMARY KEY (second, name)
) WITH (fillfactor = 70);

CREATE TABLE user_days (
    day       date NOT NULL,
    user_id   bigint NOT NULL,
    events    integer NOT NULL,
    check_ins integer NOT NULL,
    reads     integer NOT NULL,
    messages  integer NOT NULL,
    PRIMARY KEY (day, user_id)
) WITH (fillfactor = 90);

-- No index on the time: it changes with every batch, and an update that touches no index stays within its page.
CREATE TABLE user_presence (
    user_id      bigint PRIMARY KEY,
    last_seen_at timestamptz NOT NULL
) WITH (fillfactor = 50);
