#!/bin/sh
# Usage: latex_check.sh CNNSOLVE. Compiles every sample's LaTeX; fails on an error and on what sticks
# out of the page. Exit status 77: there is no pdflatex.
set -u
if ! command -v pdflatex >/dev/null; then
  echo "skipped: pdflatex is not installed"
  exit 77
fi
cnnsolve=$(realpath "$1")
problems=$(realpath "$(dirname "$0")/../problems")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
status=0

# check NAME ARGUMENT...
check() {
  name=$1
  shift
  "$cnnsolve" "$@" -f latex -o "$name.tex"
  # Marking ends with 1 where an answer is wrong.
  if [ $? -gt 1 ]; then
    echo "$name: cnnsolve failed"
    status=1
  elif ! pdflatex -halt-on-error -interaction=nonstopmode "$name.tex" >/dev/null 2>&1; then
    echo "$name: pdflatex failed"
    grep -A 5 '^!' "$name.log"
    status=1
  elif awk '/^Overfull \\hbox/ && substr($3, 2) + 0 > 10 { print; bad = 1 } END { exit !bad }' \
      "$name.log" >overfull; then
    echo "$name: too wide"
    cat overfull
    status=1
  fi
}

for file in $(cd "$problems" && find . -name '*.json' -not -path './answers/*' | sort); do
  name=$(echo "${file#./}" | tr / - | sed 's/\.json$//')
  check "$name" solve "$problems/$file"
done
check hw3-notes solve "$problems/hw3.json" -d notes
check hw3-answers solve "$problems/hw3.json" -d answers
check hw3-ana grade "$problems/hw3.json" "$problems/answers/hw3-ana.json"
check hw3-class grade "$problems/hw3.json" "$problems/answers/hw3-class.csv" -d notes
exit $status
