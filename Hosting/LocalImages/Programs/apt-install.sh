#!/bin/sh
# Installs Debian packages without starting services: apt-install.sh APT_GET ROOT PACKAGE...
# ROOT is put before the machine's folders; it is empty but for tests.
# Prints "phase: TEXT" at each step; between these apt's own output and status lines.
set -u
apt=$1
root=$2
shift 2
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

# Two labs on one machine take turns; apt itself waits for other package managers (DPkg::Lock::Timeout).
mkdir -p "$root/run/lock"
exec 9>"$root/run/lock/upcoach-apt.lock"
if ! flock -n 9; then
    echo 'phase: waiting for another installation on this machine'
    flock -w 600 9 || {
        echo 'E: Could not get lock: another lab has been installing for 10 minutes'
        exit 100
    }
fi

# What is changed for the time of the installation, and taken back after it.
cluster=$root/etc/postgresql-common/createcluster.d/upcoach-lab.conf
policy=$root/usr/sbin/policy-rc.d
cluster_is_ours=
policy_is_ours=
take_back() {
    [ -z "$cluster_is_ours" ] || rm -f "$cluster"
    rmdir "${cluster%/*}" 2>/dev/null
    [ -z "$policy_is_ours" ] || rm -f "$policy"
}
trap take_back EXIT

# The lab makes clusters of its own; the distribution's default one would only take a port and memory.
if [ ! -d "$root/etc/postgresql" ]; then
    mkdir -p "${cluster%/*}"
    echo 'create_main_cluster = false' >"$cluster"
    cluster_is_ours=yes
fi
# Where an init system runs, packages would start their services at once.
if [ -d "$root/run/systemd/system" ] && [ ! -e "$policy" ]; then
    mkdir -p "${policy%/*}"
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 0755 "$policy"
    policy_is_ours=yes
fi

# A request to stop ends a download at once; but a package that dpkg is at work on is finished, else the machine is left half configured.
stopping=
running=
stop() {
    stopping=yes
    [ -n "$running" ] || return 0
    for child in $(cat "/proc/$running/task/$running/children" 2>/dev/null); do
        case $(cat "/proc/$child/comm" 2>/dev/null) in dpkg*) return 0 ;; esac
    done
    kill -s TERM "$running" 2>/dev/null
}
trap stop INT TERM

run_apt() {
    [ -z "$stopping" ] || return 143
    "$apt" -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 "$@" 9>&- </dev/null &
    running=$!
    # It may have been asked to stop before it knew whom to tell.
    [ -z "$stopping" ] || stop
    wait "$running"
    status=$?
    # A trapped signal ends the wait early.
    while kill -s 0 "$running" 2>/dev/null; do
        wait "$running"
        status=$?
    done
    running=
    return $status
}

update() {
    updated=yes
    echo 'phase: updating the package lists'
    run_apt -q update
}

install() {
    echo "phase: installing $*"
    run_apt -y -q --no-install-recommends -o APT::Status-Fd=1 install "$@"
}

updated=
if [ -z "$(find "$root/var/lib/apt/lists" -maxdepth 1 -name '*_Packages*' -mtime -1 2>/dev/null)" ]; then
    update
fi
install "$@"
status=$?
# A list may name a version that the server has no more.
if [ $status -ne 0 ] && [ -z "$updated" ]; then
    update
    install "$@"
    status=$?
fi
exit $status
