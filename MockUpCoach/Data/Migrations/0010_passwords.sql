-- Who can sign in with a password. Apart from users, because everybody who reads users has no business with it. Keys follow in 0011, after the seed.

CREATE TABLE passwords (
    user_id    bigint NOT NULL,
    hash       text NOT NULL,
    changed_at timestamptz NOT NULL
);
