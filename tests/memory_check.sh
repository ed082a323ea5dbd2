#!/bin/sh
# Where memory runs out the program says so, and leaves the old file as it was.
# Usage: memory_check.sh CNNSOLVE
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo old >"$work/kept"
status=0
# shellcheck disable=SC3045 # dash, bash and zsh have ulimit -v
(
  ulimit -v 60000
  head -c 100000000 /dev/zero | tr '\0' '[' | "$1" -o "$work/kept" 2>"$work/complaint"
) || status=$?
test "$status" = 70
test "$(cat "$work/complaint")" = "cnnsolve: not enough memory"
test "$(cat "$work/kept")" = old
