#!/bin/sh
# No byte is read before it is set or after it is gone, and none is lost: valgrind watches while the
# program solves every sample and marks the sample answers in every format, and refuses bad inputs.
# Usage: memcheck.sh CNNSOLVE, which has to be linked with shared libraries
set -eu
command -v valgrind >/dev/null || { echo "skipped: no valgrind"; exit 77; }
cnnsolve=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/logs" "$work/scratch"

# The cnnsolve that commands find. What valgrind says is kept in a log, for many a pipe and a loop
# below loses the exit status.
cat >"$work/bin/cnnsolve" <<END
#!/bin/sh
exec valgrind -q --leak-check=full --error-exitcode=99 \\
  --log-file="$work/logs/%p" "$cnnsolve" "\$@"
END
chmod +x "$work/bin/cnnsolve"
PATH=$work/bin:$PATH
export PATH SCRATCH="$work/scratch" WORK="$work"

# Starting under valgrind takes longer than solving, so the samples are one homework, and one stream.
samples=$(find problems/* -name '*.json' -path 'problems/*/*' -not -path 'problems/answers/*' | sort)
for sample in $samples; do
  tr '\n' ' ' <"$sample"
  echo
done >"$work/samples.ndjson"
{ printf '{"problems": ['; sed '$!s/$/,/' "$work/samples.ndjson"; echo ']}'; } >"$work/samples.json"

# A command a line.
{
  for format in text markdown latex html json; do
    echo "cnnsolve solve \"\$WORK/samples.json\" -d notes -f $format"
    echo "cnnsolve solve problems/hw3.json -d notes -f $format"
    echo "cnnsolve grade problems/hw3.json problems/answers/hw3-*.json -d notes -f $format"
  done
  echo "cnnsolve grade problems/hw3.json problems/answers/hw3-class.csv -f csv"
  echo "cnnsolve grade problems/hw3.json problems/answers/hw3-ben.json -f gradescope"
  for detail in answers notes; do echo "cnnsolve --lines \"\$WORK/samples.ndjson\" -d $detail"; done
  sed -n 's/^\$ //p' tests/bad/*.txt | awk 'NR % 4 == 1'
} >"$work/commands"

tr '\n' '\0' <"$work/commands" | xargs -0 -n 1 -P 2 sh -c 'sh -c "$1" >/dev/null 2>&1 </dev/null
  [ $? -ne 99 ] || echo "valgrind finds a mistake in: $1"' sh >"$work/found"
cat "$work/found" "$work"/logs/*
echo "$(find "$work/logs" -type f | wc -l) runs under valgrind"
! find "$work/found" "$work/logs" -type f -size +0 | grep -q .
