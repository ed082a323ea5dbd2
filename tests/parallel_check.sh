#!/bin/sh
# A stream shared out by GNU parallel gives what one process gives, but for the numbers of the lines,
# which begin anew with each share.
set -eu
cnnsolve=$1
if ! parallel --version 2>/dev/null | grep -q 'GNU parallel'; then
  echo "skipped: no GNU parallel"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
homework=$(dirname "$0")/../problems/hw3.json

# Right and wrong answers, and a line in a hundred that can't be read.
awk 'BEGIN {
  for (i = 1; i <= 3000; ++i) {
    if (i % 100 == 0) print "{\"id\": " i
    else printf "{\"id\": %d, \"answers\": {\"q1.parameters\": %d}}\n", i, i % 2 ? 784 : 700 + i % 90
  }
}' >"$work/answers"

unnumbered() { sed 's/^{"line":[0-9]*,/{/'; }

"$cnnsolve" grade --lines "$homework" <"$work/answers" | unnumbered >"$work/one" || true
parallel --will-cite --pipe --keep-order --jobs 2 --block 20k \
  "$cnnsolve" grade --lines --jobs 1 "$homework" <"$work/answers" | unnumbered >"$work/shared" || true
test "$(wc -l <"$work/one")" = 3000
cmp "$work/one" "$work/shared"
