#!/bin/bash
# Closed loop, 50 connections, one small GET after the other: our clients and the field's, one after the other, several rounds.
# Prints a markdown table. Tools that are not installed are left out. Debian: apt-get install gcc libc6-dev wrk hey nghttp2-client npm
#   ROUNDS=3 SECONDS_EACH=5 ./run.sh [NAME...]
source "$(dirname "$0")/../common.sh"
connections=50
[ "${SKIP_BUILD:-}" ] || build
start_target

plan="$tools/closed.json"
echo "{\"scenarios\": {\"get\": {\"executor\": \"constant-vus\", \"vus\": $connections, \"duration\": \"${seconds}s\", \"exec\": \"http_get\", \"gracefulStop\": \"1s\"}}}" > "$plan"
autocannon=$(command -v autocannon || echo "$tools/node_modules/.bin/autocannon")
ours="$tools/side-by-side/UpCoach.benchmarks.SideBySide"

declare -A command
command[wrk]="wrk -t1 -c$connections -d${seconds}s $target/"
command[h2load]="h2load --h1 -t1 -c$connections -D$seconds $target/"
command[hey]="hey -cpus 1 -c $connections -z ${seconds}s $target/"
command[autocannon]="$autocannon -c $connections -d $seconds $target/"
command[vegeta]="vegeta attack -rate 0 -max-workers $connections -duration ${seconds}s"
command[k6]="k6 run --quiet $tools/closed.js"
command[runner-http_get]="UpCoach.LoadRunners.Runner run closed.json --target $target"
for mode in engine engine-sockets engine-runtime script lean lean-sockets runtime httpclient; do command[$mode]="SideBySide generate $mode $target $seconds"; done

# measure NAME: prints requests/s and, of our own, microseconds of processor time for each request.
measure() {
    case $1 in
        wrk) pinned ${command[wrk]} | awk '/^Requests\/sec/ { print $2 }' ;;
        h2load) pinned ${command[h2load]} | awk '/^finished in/ { print $4 }' ;;
        hey) pinned ${command[hey]} | awk '/Requests\/sec/ { print $2 }' ;;
        autocannon) pinned ${command[autocannon]} --json 2> /dev/null | sed 's/.*"requests":{"average":\([0-9.]*\).*/\1/' ;;
        vegeta) echo "GET $target/" | pinned ${command[vegeta]} | vegeta report | awk '/^Requests/ { gsub(",", ""); print $5 }' ;;
        k6)
            echo "import http from 'k6/http'; export const options = { vus: $connections, duration: '${seconds}s' }; export default () => { http.get('$target/'); };" > "$tools/closed.js"
            pinned k6 run --quiet "$tools/closed.js" 2> /dev/null | awk '/http_reqs/ { sub("/s", "", $3); print $3 }' ;;
        runner-http_get)
            runner "$plan" "$tools/closed-result"
            echo "$(trend "$tools/closed-result" http_reqs rate) $(trend "$tools/closed-result" generator_cpu_seconds count) $(trend "$tools/closed-result" http_reqs count)" \
                | awk '{ print $1, $2 * 1e6 / $3 }' ;;
        *) pinned "$ours" generate "$1" "$target" "$seconds" | awk '{ print $1, $3 }' ;;
    esac
}

# measure_with_cpu NAME: the same, for the field's tools by the processor time of the whole command.
measure_with_cpu() {
    local TIMEFORMAT='%U %S'
    { time measure "$1" > "$tools/one" 2> /dev/null; } 2> "$tools/one.cpu"
    awk -v seconds="$seconds" 'NR == FNR { cpu = $1 + $2; next } { print $1, (NF > 1 ? $2 : cpu * 1e6 / ($1 * seconds)) }' "$tools/one.cpu" "$tools/one"
}

exists() {
    case $1 in
        wrk | hey | h2load | vegeta | k6) command -v "$1" > /dev/null ;;
        autocannon) [ -x "$autocannon" ] || npm install --silent --no-fund --no-audit --prefix "$tools" autocannon > /dev/null 2>&1 ;;
        *) true ;;
    esac
}

names=("$@")
[ ${#names[@]} -gt 0 ] || names=(wrk h2load hey autocannon vegeta k6 runner-http_get engine script engine-sockets engine-runtime httpclient)
present=()
for name in "${names[@]}"; do if exists "$name"; then present+=("$name"); : > "$tools/rate.$name"; fi; done
for _ in $(seq "$rounds"); do
    for name in "${present[@]}"; do measure_with_cpu "$name" >> "$tools/rate.$name"; done
done
stop_target

column() { awk -v n="$2" '{ print $n }' "$tools/rate.$1"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (a > 0 && b > 0) printf "%.2f", a / b; else print "-" }'; }
wrk_rate=-
wrk_cpu=-
if [ -s "$tools/rate.wrk" ]; then wrk_rate=$(column wrk 1 | median) wrk_cpu=$(column wrk 2 | median); fi
echo "$(date -u +%F), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), $rounds rounds of $seconds s, $connections connections"
echo
echo "| generator | requests/s, median | each round | x wrk | CPU us a request | x wrk by CPU | command |"
echo "|---|---|---|---|---|---|---|"
for name in "${present[@]}"; do
    rate=$(column "$name" 1 | median)
    cpu=$(column "$name" 2 | median)
    printf '| %s | %.0f | %s | %s | %.1f | %s | `%s` |\n' "$name" "$rate" "$(column "$name" 1 | awk '{ printf "%.0f ", $1 }')" \
        "$(ratio "$rate" "$wrk_rate")" "$cpu" "$(ratio "$wrk_cpu" "$cpu")" "${command[$name]//$tools\//}"
done
