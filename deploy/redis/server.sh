#!/bin/sh
# The entrypoint of a Redis server that sentinels watch. Whom they call the primary it follows, so that one that failed comes back as a follower;
# where none of them answers, the primary is the one that was drawn.
# Environment: SELF and PRIMARY (host:port), SENTINELS (the same, with blanks between), SERVICE (what the sentinels call the primary), REDIS_PASSWORD.
set -eu

export REDISCLI_AUTH="$REDIS_PASSWORD"
primary=$PRIMARY
for sentinel in $SENTINELS; do
    answer=$(redis-cli -h "${sentinel%:*}" -p "${sentinel##*:}" SENTINEL get-master-addr-by-name "$SERVICE" 2>/dev/null | tr '\n' ' ') || continue
    # shellcheck disable=SC2086
    set -- $answer
    case $#:${2-} in
    2:[0-9]*)
        primary=$1:$2
        break
        ;;
    esac
done

# A file of the working folder, because a sentinel has the server write its changes down. No list of processes shows the password.
umask 077
cat >redis.conf <<CONF
requirepass "$REDIS_PASSWORD"
masterauth "$REDIS_PASSWORD"
save ""
repl-diskless-sync-delay 0
CONF
if [ "$primary" != "$SELF" ]; then
    echo "replicaof ${primary%:*} ${primary##*:}" >>redis.conf
fi
exec redis-server redis.conf
