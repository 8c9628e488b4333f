# Ends everything that a host has started, once the host is gone: read on standard input until its end, which only the host's own end (or wish) brings.
# $1: the text that the environment of everything started by the host contains.
# Input: "+ PID SIGNAL" for a process that was started, "- PID" for one that has ended.

# Ctrl+C in the terminal is the host's business; this script must outlive it.
trap '' HUP INT QUIT TERM PIPE

mark=$1
roots=
while read -r verb id signal; do
    kept=
    for root in $roots; do
        [ "${root%%:*}" = "$id" ] || kept="$kept $root"
    done
    roots=$kept
    [ "$verb" != + ] || roots="$roots $id:$signal"
done

# Asked at once, before any look around: beside a load that saturates the machine a look takes time, and all must be over within five seconds.
for root in $roots; do
    kill -s "${root#*:}" "${root%%:*}"
done 2>/dev/null

# known:   ids of processes, sessions and groups that belong to the host
# victims: PID:START of every process that belongs to it; START tells a process from a later one with the same id
known=' '
victims=' '
for root in $roots; do
    known="$known${root%%:*} "
done
newline='
'

# A descendant is found by its parent, session or group, as long as one of these is known (Postgres gives each backend a session of its own),
# or by its environment (what has left parent and session behind). What was found once stays a victim, also when its parent is gone.
survey() {
    for file in $(grep -lsaF -- "$mark" /proc/[0-9]*/environ); do
        file=${file#/proc/}
        known="$known${file%/environ} "
    done
    # One cat for all: the shell itself reads byte by byte, a system call each.
    stats=$(cat /proc/[0-9]*/stat 2>/dev/null)
    table=
    IFS=$newline
    for line in $stats; do
        id=${line%% *}
        # The name, in parentheses, may contain anything; after it: state, parent, group, session, ... and the start time as 20th.
        IFS=' '
        set -- ${line##*) }
        case $1 in Z | X) continue ;; esac
        table="$table $id:$2:$3:$4:${20}"
    done
    unset IFS
    grown=yes
    while [ $grown = yes ]; do
        grown=no
        alive=
        for row in $table; do
            IFS=:
            set -- $row
            unset IFS
            case $victims in
            *" $1:$5 "*)
                alive="$alive $1"
                continue
                ;;
            esac
            case $known in
            *" $1 "* | *" $2 "* | *" $3 "* | *" $4 "*)
                known="$known$1 "
                victims="$victims$1:$5 "
                grown=yes
                ;;
            esac
        done
    done
}

# The order of a container's end: when the first process has ended, or the third look finds it alive, the rest is killed.
round=0
while [ $round -lt 40 ]; do
    survey
    [ -n "$alive" ] || exit 0
    rootsAlive=no
    for root in $roots; do
        case "$alive " in *" ${root%%:*} "*) rootsAlive=yes ;; esac
    done
    if [ $rootsAlive = no ] || [ $round -ge 2 ]; then
        # shellcheck disable=SC2086
        kill -s KILL $alive 2>/dev/null
    fi
    round=$((round + 1))
    sleep 0.2
done
exit 1
