#!/bin/sh
# The entrypoint of Prometheus: writes down what to scrape and becomes the server. Addresses are known only when every process has its port,
# so they can't stand in a file of the repository.
# Environment:
#   CONFIG_SOURCE   the folder of prometheus.yml
#   CONFIG_FOLDER   a writable folder for the copy that is used
#   SCRAPE_TARGETS  job/instance=host:port of each target, with blanks between
# Arguments are passed on to prometheus.
set -eu

mkdir -p "$CONFIG_FOLDER"
cp "$CONFIG_SOURCE/prometheus.yml" "$CONFIG_FOLDER/prometheus.yml"

targets=
for target in $SCRAPE_TARGETS; do
    case $target in
    ?*/?*=?*:?*) ;;
    *)
        echo "start.sh: SCRAPE_TARGETS has '$target', which is not job/instance=host:port" >&2
        exit 64
        ;;
    esac
    name=${target%%=*}
    targets="$targets${targets:+,}
  {\"targets\": [\"${target#*=}\"], \"labels\": {\"job\": \"${name%%/*}\", \"instance\": \"${name#*/}\"}}"
done
printf '[%s\n]\n' "$targets" >"$CONFIG_FOLDER/targets.json"

exec prometheus "--config.file=$CONFIG_FOLDER/prometheus.yml" "$@"
