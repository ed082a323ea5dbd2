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

# write NAME ARGUMENT…: a page that tidy has read.
pages=0
write() {
  name=$1
  shift
  pages=$((pages + 1))
  page="$work/page-$pages.html"
  echo "$name" >>"$work/names"
  # Marking ends with 1 where an answer is wrong.
  "$cnnsolve" "$@" -f html >"$page" || [ $? -eq 1 ] || { complain "$name" "cnnsolve failed"; return; }
  tidy -q -e "$page" 2>"$work/tidy" || complain "$name" "$(cat "$work/tidy")"
  { echo "<script>"; cat "$measure"; echo "</script>"; } >>"$page"
}

find "$problems" -name '*.json' -not -path "$problems/answers/*" | sort >"$work/samples"
while read -r sample; do
  write "${sample#"$problems"/}" "$sample"
done <"$work/samples"
write "hw3.json -d notes" "$problems/hw3.json" -d notes
write "hw3.json -d answers" "$problems/hw3.json" -d answers
write "Ana's marks" grade "$problems/hw3.json" "$problems/answers/hw3-ana.json"
write "a class's marks" grade "$problems/hw3.json" "$problems/answers/hw3-class.csv" -d notes

# One start of Chromium serves all pages. Its window can't be as narrow as a phone's everywhere; a
# frame in it can.
cat >"$work/frames.html" <<END
<!DOCTYPE html>
<html><body><script>
const found = [];
const all = $pages * 2;
const next = () => {
  if (found.length === all) { document.body.textContent = found.join("\n"); return; }
  const frame = document.createElement("iframe");
  const page = 1 + (found.length >> 1), width = [390, 1280][found.length % 2];
  frame.style = \`width: \${width}px; height: 800px\`;
  frame.src = \`page-\${page}.html\`;
  addEventListener("message", ({ data }) => {
    found.push(\`\${data.startsWith("nothing wrong") ? "fits" : "wrong"} \${page} \${width} \${data}\`);
    frame.remove();
    next();
  }, { once: true });
  document.body.append(frame);
};
next();
</script></body></html>
END
timeout 300 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
  --disable-background-networking --disable-component-update --disable-sync \
  --user-data-dir="$work/profile" --window-size=1400,900 --virtual-time-budget=600000 \
  --dump-dom "file://$work/frames.html" >"$work/measured" 2>/dev/null || complain "Chromium" "failed"

sed -n 's/^.*wrong \([0-9]* [0-9]*\) /\1 /p' "$work/measured" >"$work/wrong"
while read -r page width what; do
  complain "$(sed -n "${page}p" "$work/names") at $width px" "$what"
done <"$work/wrong"
measured=$(grep -c 'fits\|wrong' "$work/measured" || true)
[ "$measured" -eq $((2 * pages)) ] || complain "Chromium" "measured $measured of $((2 * pages)) pages"
[ "$failed" -ne 0 ] || echo "$pages pages are valid and fit"
exit "$failed"
