#!/bin/bash
# What a generator must not get wrong: memory of many users, arrival times as the server sees them, and a server that stalls.
#   ./experiments.sh users | arrivals | stall | websockets
source "$(dirname "$0")/../common.sh"

users() { # 10,000 users, a connection each, think time 1 s: the process's memory
    local count=${USERS:-10000}
    start_target
    echo "{\"scenarios\": {\"think\": {\"executor\": \"constant-vus\", \"vus\": $count, \"duration\": \"20s\", \"exec\": \"http_get\", \"env\": {\"THINK_MS\": \"1000\"}, \"gracefulStop\": \"2s\"}}}" > "$tools/users.json"
    rm -rf "$tools/users-result"
    # nice and taskset become the runner, so that this is its own number.
    nice -n "$nice" taskset -c "$generator_core" "$tools/runner/UpCoach.LoadRunners.Runner" run "$tools/users.json" --target "$target" --out "$tools/users-result" --quiet > "$tools/runner.out" 2>&1 &
    local pid=$! peak=0 open=0
    while kill -0 "$pid" 2> /dev/null; do
        peak=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$pid/status" 2> /dev/null || echo "$peak")
        local now; now=$(ls "/proc/$pid/fd" 2> /dev/null | wc -l); [ "$now" -gt "$open" ] && open=$now
        sleep 0.5
    done
    wait "$pid" || true
    stop_target
    echo "users $count: peak memory $peak MB, files open $open, requests/s $(trend "$tools/users-result" http_reqs rate), http_req_failed $(trend "$tools/users-result" http_req_failed value)"
}

arrivals() { # 1,000 arrivals a second: how late each one comes, by the server's own clock
    local rate=${RATE:-1000}
    start_target --log "$tools/arrivals.log"
    echo "{\"scenarios\": {\"open\": {\"executor\": \"constant-arrival-rate\", \"rate\": $rate, \"duration\": \"${seconds}s\", \"preAllocatedVUs\": 100, \"maxVUs\": 400, \"exec\": \"http_get\"}}}" > "$tools/arrivals.json"
    runner "$tools/arrivals.json" "$tools/arrivals-result"
    stop_target
    "$tools/side-by-side/UpCoach.benchmarks.SideBySide" arrivals "$tools/arrivals.log" "$rate" "$seconds"
}

stall() { # the server pauses 1 s in every 10 at 200/s: truth p95 500 ms, p99 900 ms
    for variant in "300 drop" "10 queue" "10 drop"; do
        read -r vus busy <<< "$variant"
        start_target --pause-every 10 --pause 1
        echo "{\"scenarios\": {\"open\": {\"executor\": \"constant-arrival-rate\", \"rate\": 200, \"duration\": \"${STALL_SECONDS:-20}s\", \"preAllocatedVUs\": $vus, \"maxVUs\": $vus, \"busy\": \"$busy\", \"exec\": \"http_get\"}}, \"summaryTrendStats\": [\"avg\", \"min\", \"med\", \"max\", \"p(90)\", \"p(95)\", \"p(99)\"]}" > "$tools/stall.json"
        runner "$tools/stall.json" "$tools/stall-result"
        stop_target
        echo "stall, $vus users, $busy: response time p95 $(trend "$tools/stall-result" http_req_response_time 'p(95)') p99 $(trend "$tools/stall-result" http_req_response_time 'p(99)') ms;" \
            "duration p95 $(trend "$tools/stall-result" http_req_duration 'p(95)') p99 $(trend "$tools/stall-result" http_req_duration 'p(99)') ms;" \
            "dropped $(trend "$tools/stall-result" dropped_iterations count); exit $runner_exit"
    done
}

websockets() { # 2,000 connections, a message a second each
    dotnet run -c Release --project "$root/benchmarks/WebSockets" -- "${CONNECTIONS:-2000}" "$seconds"
}

[ "${SKIP_BUILD:-}" ] || build
for experiment in "${@:-users}"; do "$experiment"; done
