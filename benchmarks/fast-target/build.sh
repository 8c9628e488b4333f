#!/bin/sh
# Builds the fast target: ./build.sh [OUTPUT]. Wants gcc (Debian: apt-get install gcc libc6-dev).
set -eu
here=$(dirname "$0")
out=${1:-"$here/../../artifacts/fast-target"}
mkdir -p "$(dirname "$out")"
gcc -O2 -march=native -Wall -Wextra -Werror -o "$out" "$here/fast-target.c"
echo "$out"
