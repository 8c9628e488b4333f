#!/bin/sh
# The entrypoint of a Redis sentinel: two of three agree that the primary is gone after a second without an answer, and one of them leads the failover.
# Environment: PRIMARY (host:port), SERVICE (what the primary is called), REDIS_PASSWORD (of servers and sentinels alike).
set -eu

# Kept over a new start: the sentinel writes there who it is and what it has learned.
umask 077
if [ ! -s sentinel.conf ]; then
    cat >sentinel.conf <<CONF
requirepass "$REDIS_PASSWORD"
sentinel sentinel-pass $REDIS_PASSWORD
sentinel monitor $SERVICE ${PRIMARY%:*} ${PRIMARY##*:} 2
sentinel auth-pass $SERVICE $REDIS_PASSWORD
sentinel down-after-milliseconds $SERVICE 1000
sentinel failover-timeout $SERVICE 5000
sentinel parallel-syncs $SERVICE 1
CONF
fi
exec redis-server sentinel.conf --sentinel
