#!/bin/sh
# What the official image does before it runs the server: make the cluster on the first start, then run the scripts of /docker-entrypoint-initdb.d.
# Reads POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_INITDB_WALDIR and POSTGRES_HOST_AUTH_METHOD, each also as
# NAME_FILE where it is a secret; PGDATA; and of this lab: PGHOST (folder of the socket), PGPORT, INITDB_SCRIPTS.
set -e

case ${1-} in '' | -*) set -- postgres "$@" ;; esac
[ "$1" = postgres ] || exec "$@"

fail() {
    echo "error: $1" >&2
    exit 1
}

from_file() {
    eval "file=\${$1_FILE-}"
    [ -z "$file" ] || eval "$1=\$(cat \"\$file\")"
}

docker_process_sql() {
    psql -v ON_ERROR_STOP=1 --no-password --no-psqlrc --username "$POSTGRES_USER" ${POSTGRES_DB:+--dbname "$POSTGRES_DB"} "$@"
}

make_cluster() {
    if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
        fail 'POSTGRES_PASSWORD is empty. Give the superuser a password, or set POSTGRES_HOST_AUTH_METHOD=trust to accept anyone.'
    fi
    # By file: an argument would show in the list of processes.
    pwfile=$TMPDIR/pwfile
    (umask 077 && printf '%s\n' "$POSTGRES_PASSWORD" >"$pwfile")
    [ -n "$POSTGRES_PASSWORD" ] || pwfile=/dev/null
    # initdb refuses an empty password file.
    [ "$pwfile" = /dev/null ] || POSTGRES_INITDB_ARGS="--pwfile=\"\$pwfile\" $POSTGRES_INITDB_ARGS"
    [ -z "${POSTGRES_INITDB_WALDIR-}" ] || POSTGRES_INITDB_ARGS="$POSTGRES_INITDB_ARGS --waldir \"\$POSTGRES_INITDB_WALDIR\""
    # A new cluster has nothing to lose in a crash of the machine.
    eval "initdb --username=\"\$POSTGRES_USER\" --encoding=UTF8 --locale=C.UTF-8 --auth-local=trust --auth-host=\"\$POSTGRES_HOST_AUTH_METHOD\" --no-sync $POSTGRES_INITDB_ARGS"
    rm -f "$TMPDIR/pwfile"
    printf '\nhost all all all %s\n' "$POSTGRES_HOST_AUTH_METHOD" >>"$PGDATA/pg_hba.conf"
}

run_script() {
    echo "running $1"
    case $1 in
    *.sh) if [ -x "$1" ]; then "$1"; else . "$1"; fi ;;
    *.sql) docker_process_sql -f "$1" ;;
    *.sql.gz) gunzip -c "$1" | docker_process_sql ;;
    *.sql.xz) xzcat "$1" | docker_process_sql ;;
    *) echo "ignoring $1" ;;
    esac
}

fill_cluster() {
    # Reached by the socket alone: nobody may take it for the finished server.
    pg_ctl -D "$PGDATA" -w -s -o "-c listen_addresses='' -c unix_socket_directories='$PGHOST' -c fsync=off" start
    if [ "$POSTGRES_DB" != postgres ]; then
        POSTGRES_DB=postgres docker_process_sql -v db="$POSTGRES_DB" <<-'SQL'
			SELECT format('CREATE DATABASE %I', :'db') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'db') \gexec
		SQL
    fi
    for script in "$INITDB_SCRIPTS"/*; do
        [ ! -e "$script" ] || run_script "$script"
    done
    pg_ctl -D "$PGDATA" -w -s -m fast stop
}

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    for name in POSTGRES_PASSWORD POSTGRES_USER POSTGRES_DB POSTGRES_INITDB_ARGS; do
        from_file $name
    done
    export POSTGRES_USER="${POSTGRES_USER:-postgres}"
    export POSTGRES_DB="${POSTGRES_DB:-$POSTGRES_USER}"
    export POSTGRES_PASSWORD="${POSTGRES_PASSWORD-}"
    export POSTGRES_HOST_AUTH_METHOD="${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}"
    make_cluster
    fill_cluster
fi
exec "$@"
