#!/bin/sh
# The entrypoint of a streaming replica: copies the primary, with a replication slot of its own, and runs as its hot standby.
# Environment: PRIMARY_HOST, PRIMARY_PORT, REPLICATION_SLOT, PGDATA; PGUSER and PGPASSWORD, who may replicate.
# Arguments are passed on to postgres.
set -eu

fail() {
    echo "error: $1" >&2
    exit 1
}

for name in PRIMARY_HOST PRIMARY_PORT REPLICATION_SLOT PGDATA PGUSER PGPASSWORD; do
    eval "[ -n \"\${$name-}\" ]" || fail "$name is not set"
done

# Leaves nothing behind where it fails.
copy_primary() {
    # -C fails where the slot exists, such as after a copy that was cut off.
    psql -qAtX -h "$PRIMARY_HOST" -p "$PRIMARY_PORT" -d postgres -v slot="$REPLICATION_SLOT" >/dev/null <<'SQL' || return 1
SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = :'slot' AND NOT active;
SQL
    pg_basebackup --no-sync -h "$PRIMARY_HOST" -p "$PRIMARY_PORT" -D "$PGDATA" -X stream -C -S "$REPLICATION_SLOT" -R -c fast
}

# In the image the script starts as root, which postgres refuses.
if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chown postgres "$PGDATA"
    exec gosu postgres "$0" "$@"
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    mkdir -p "$PGDATA"
    chmod 0700 "$PGDATA"
    deadline=$(($(date +%s) + 60))
    until pg_isready -q -t 1 -h "$PRIMARY_HOST" -p "$PRIMARY_PORT"; do
        [ "$(date +%s)" -lt $deadline ] || fail "the primary $PRIMARY_HOST:$PRIMARY_PORT accepted no connection within a minute"
        sleep 0.1
    done
    attempts=3
    until copy_primary; do
        attempts=$((attempts - 1))
        [ $attempts -gt 0 ] || fail "the primary $PRIMARY_HOST:$PRIMARY_PORT could not be copied"
        sleep 0.5
    done
fi

# Not synced: all servers of the lab share one disk, those of production do not; and a copy that a crash damages is made again.
exec postgres -c fsync=off "$@"
