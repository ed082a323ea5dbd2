#!/bin/sh
# No two threads of a stream touch the same memory unguarded: ThreadSanitizer watches them while lines
# are solved and marked. Usage: race_check.sh BUILD, which is made where it isn't there
set -eu
mkdir -p "$1"
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
compiler=${CXX:-clang++}
echo 'int main() {}' >"$build/probe.cpp"
if ! "$compiler" -fsanitize=thread "$build/probe.cpp" -o "$build/probe" 2>/dev/null; then
  echo "skipped: no ThreadSanitizer"
  exit 77
fi
{
  cmake -B "$build" -DCMAKE_CXX_COMPILER="$compiler" -DCNNSOLVE_SANITIZE=thread \
    -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O0 -g1" &&
    cmake --build "$build" --target cnnsolve -j2
} >"$build/log" 2>&1 || {
  cat "$build/log"
  exit 1
}

# Threads share blocks of 1 MiB, which few lines fill that end in spaces.
stream() {
  for _ in $(seq 60); do printf '%s%60000s\n' "$1" ""; done
}

status=0
# A race is told on standard error.
watch() {
  "$build/cnnsolve" "$@" --jobs 1 <"$build/input" >"$build/alone" 2>"$build/told" || true
  "$build/cnnsolve" "$@" --jobs 4 <"$build/input" >"$build/together" 2>>"$build/told" || true
  if [ -s "$build/told" ] || ! cmp "$build/alone" "$build/together"; then
    echo "cnnsolve $*:"
    cat "$build/told"
    status=1
  fi
}

problem='{"kind": "conv", "input": [15, 15, 3], "filters": 28, "kernel": 3}'
{ stream "$problem"; stream '{"kind": "conv"}'; } >"$build/input"
watch solve --lines
watch solve --lines -d answers
{
  stream "{\"problem\": $problem, \"answers\": {\"output\": \"13x13x28\", \"parameters\": 784}}"
  stream "{\"problem\": $problem, \"answers\": {\"output\": [14, 14, 28], \"parameters\": 756}}"
} >"$build/input"
watch grade --lines
stream '{"answers": {"q1.output": "15x15x28", "q1.parameters": 756}}' >"$build/input"
watch grade problems/hw3.json --lines
exit $status
