# What the scripts beside this file have in common; sourced by them.
# GENERATOR_CORE and TARGET_CORE pin the two, NICE (as root: below 0) gives them more of a machine that is shared; TARGET_CORE is the target's alone, as far as the machine allows.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools="$root/artifacts/benchmarks"
generator_core=${GENERATOR_CORE:-0}
target_core=${TARGET_CORE:-1}
seconds=${SECONDS_EACH:-5}
rounds=${ROUNDS:-3}
nice=${NICE:-0}
export DOTNET_CLI_TELEMETRY_OPTOUT=1
mkdir -p "$tools"
ulimit -n "$(ulimit -Hn)"

build() {
    "$root/benchmarks/fast-target/build.sh" "$tools/fast-target" > /dev/null
    dotnet publish "$root/benchmarks/SideBySide" -c Release -o "$tools/side-by-side" -v q --nologo > "$tools/build.log"
    dotnet publish "$root/LoadRunners/Runner" -c Release -o "$tools/runner" -v q --nologo >> "$tools/build.log"
}

# start_target [ARGUMENTS]: sets target (its address) and target_pid.
start_target() {
    local out="$tools/target.out"
    : > "$out"
    nice -n "$nice" taskset -c "$target_core" "$tools/fast-target" "$@" > "$out" &
    target_pid=$!
    trap 'kill "$target_pid" 2> /dev/null || true' EXIT
    until [ -s "$out" ]; do sleep 0.05; done
    target=$(cat "$out")
}

stop_target() {
    kill "$target_pid"
    wait "$target_pid" || true
    trap - EXIT
}

pinned() { nice -n "$nice" taskset -c "$generator_core" "$@"; }

# runner PLAN OUT: runs a plan against the target, on the generator's core; sets runner_exit.
runner() {
    rm -rf "$2"
    runner_exit=0
    pinned "$tools/runner/UpCoach.LoadRunners.Runner" run "$1" --target "$target" --out "$2" --quiet > "$tools/runner.out" 2>&1 || runner_exit=$?
}

# trend OUT METRIC KEY: a figure of a summary.
trend() { sed -n "/\"$2\": {/,/}/p" "$1/summary.json" | grep -F "\"$3\":" | head -1 | sed 's/.*: *//; s/[,}].*//'; }

median() { sort -n | awk '{ v[NR] = $1 } END { if (NR == 0) print "-"; else print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }
