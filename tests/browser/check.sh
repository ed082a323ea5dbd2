#!/bin/sh
# check.sh CNNSOLVE: are the pages valid HTML, and do they fit a phone and a desktop?
#
# Every sample is written as a page, read by tidy, which mustn't warn, and laid out by Chromium at
# two widths. A script that exists only in the tested copy measures it there: nothing may be wider
# than the window but what scrolls in a box of its own, and every formula must have a size.
# Exit status: 0 all is well, 1 something isn't, 77 a program is missing.
set -eu

cnnsolve=$1
problems=$(cd "$(dirname "$0")/../../problems" && pwd)
measure=$(dirname "$0")/measure.js
for program in tidy chromium; do
  if ! command -v "$program" >/dev/null; then
    echo "skipped: $program isn't installed"
    exit 77
  fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

complain() {
  echo "$1: $2"
  failed=1
}

# Chromium's window can't be as narrow as a phone's everywhere; a frame in it can.
measured_at() {
  cat >"$work/frame.html" <<END
<!DOCTYPE html>
<html><body><iframe src="page-$1.html" style="width: $1px; height: 800px"></iframe>
<script>addEventListener("message", (event) => { document.body.textContent = event.data; });</script>
</body></html>
END
  { cat "$2"; echo "<script>"; cat "$measure"; echo "</script>"; } >"$work/page-$1.html"
  timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$work/profile" --window-size=1400,900 --virtual-time-budget=5000 \
    --dump-dom "file://$work/frame.html" 2>/dev/null | sed -n 's/.*measured: \(.*\)/\1/p'
}

check() {
  name=$1
  shift
  # Marking ends with 1 where an answer is wrong.
  "$cnnsolve" "$@" -f html >"$work/page.html" || [ $? -eq 1 ] || { complain "$name" "cnnsolve failed"; return; }
  tidy -q -e "$work/page.html" 2>"$work/tidy" || complain "$name" "$(cat "$work/tidy")"
  for width in 390 1280; do
    found=$(measured_at "$width" "$work/page.html")
    case $found in
      "nothing wrong at $width"*) ;;
      *) complain "$name at $width px" "${found:-not measured}" ;;
    esac
  done
}

find "$problems" -name '*.json' -not -path "$problems/answers/*" | sort >"$work/samples"
while read -r sample; do
  check "${sample#"$problems"/}" "$sample"
done <"$work/samples"
check "hw3.json -d notes" "$problems/hw3.json" -d notes
check "hw3.json -d answers" "$problems/hw3.json" -d answers
check "Ana's marks" grade "$problems/hw3.json" "$problems/answers/hw3-ana.json"
check "a class's marks" grade "$problems/hw3.json" "$problems/answers/hw3-class.csv" -d notes
[ "$failed" -ne 0 ] || echo "$(($(wc -l <"$work/samples") + 4)) pages are valid and fit"
exit "$failed"
