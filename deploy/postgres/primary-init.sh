#!/bin/sh
# Runs once on a new primary, from /docker-entrypoint-initdb.d: replicas may connect with the superuser's password.
set -eu

# The image's own pg_hba.conf lets replication in from the machine itself only.
echo 'host replication all all scram-sha-256' >>"$PGDATA/pg_hba.conf"

# Two replicas that copy the primary at the same time each force a checkpoint, and that of one may throw away
# the log that the other's new slot has just reserved. Kept log makes that impossible.
echo "wal_keep_size = '256MB'" >>"$PGDATA/postgresql.conf"
