#!/bin/sh
# Markdown is accepted by cmark-gfm, and every formula in it by KaTeX in its strict mode.
# Usage: markdown_check.sh CNNSOLVE
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in cmark-gfm node npm; do
  command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/katex/package.json "$here"/katex/check.mjs "$work"
(cd "$work" && npm install --silent --no-audit --no-fund >/dev/null 2>&1) ||
  { echo "skipped: npm can't install KaTeX here"; exit 77; }

cd "$here/.."
find problems -name '*.json' -not -path 'problems/answers/*' | while read -r problem; do
  for detail in answers steps notes; do
    file=$work/$(basename "$problem" .json)-$detail.md
    "$1" "$problem" -f markdown -d $detail -o "$file"
    cmark-gfm -e table "$file" >"$file.html"
    # A formula that Markdown took for emphasis would reach KaTeX broken.
    if grep -q '<em>' "$file.html"; then
      echo "$problem at $detail: emphasis where none was meant"
      exit 1
    fi
  done
done
# Marking ends with 1 where an answer is wrong.
"$1" grade problems/hw3.json problems/answers/*.json -f markdown -d notes -o "$work/marks.md" ||
  [ $? -eq 1 ]
cd "$work" && node check.mjs ./*.md
