#!/bin/sh
# The shells complete what `cnnsolve completions` says, and the manual page is sound roff.
# Usage: check.sh CNNSOLVE
set -eu
cnnsolve=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
checked=""

# expect SHELL LINE WORDS: what is got from standard input has all of the words.
expect() {
  cat >"$work/got"
  for word in $3; do
    grep -qx -e "$word" "$work/got" && continue
    echo "$1 doesn't complete \"$2\" to $word, but to:"
    cat "$work/got"
    exit 1
  done
}

if command -v bash >/dev/null; then
  "$cnnsolve" completions bash >"$work/bash"
  cat >"$work/complete.bash" <<'END'
. "$1"; shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_cnnsolve
printf '%s\n' "${COMPREPLY[@]}"
END
  in_bash() { # WANTED WORDS...
    wanted=$1
    shift
    bash "$work/complete.bash" "$work/bash" "$@" | expect bash "$*" "$wanted"
  }
  : >"$work/two words.json"
  in_bash "conv completions help" cnnsolve ""
  in_bash "batchnorm" cnnsolve ba
  in_bash "--format --fragment" cnnsolve conv --f
  in_bash "--no-bias" cnnsolve conv --no-b
  in_bash "markdown" cnnsolve conv --format m
  in_bash "markdown" cnnsolve conv --format = m
  in_bash "gradescope" cnnsolve grade -f g
  in_bash "valid" cnnsolve conv --padding v
  in_bash "zsh" cnnsolve completions z
  in_bash "residual" cnnsolve help r
  in_bash "$work/two.words.json" cnnsolve solve "$work/tw"
  in_bash "$work/two.words.json" cnnsolve solve -o "$work/tw"
  checked="$checked bash"
fi
if command -v zsh >/dev/null && command -v python3 >/dev/null; then
  "$cnnsolve" completions zsh >"$work/_cnnsolve"
  zsh -n "$work/_cnnsolve"
  in_zsh() { python3 -B "$here/zsh.py" "$work" "$1" "$2"; }
  in_zsh "cnnsolve batchn" batchnorm
  in_zsh "cnnsolve conv --fragm" --fragment
  in_zsh "cnnsolve conv --no-b" --no-bias
  in_zsh "cnnsolve grade -a output=1 --answ" --answer
  in_zsh "cnnsolve conv --padding va" valid
  in_zsh "cnnsolve grade -f grades" gradescope
  in_zsh "cnnsolve completions fi" fish
  checked="$checked zsh"
fi
if command -v fish >/dev/null; then
  "$cnnsolve" completions fish >"$work/fish"
  in_fish() {
    HOME=$work fish -c ". $work/fish; complete -C '$1'" | cut -f 1 | expect fish "$1" "$2"
  }
  in_fish "cnnsolve " "conv help completions"
  in_fish "cnnsolve conv --f" "--format --fragment --filters"
  in_fish "cnnsolve conv --format m" markdown
  in_fish "cnnsolve grade -f g" gradescope
  in_fish "cnnsolve conv --no-b" --no-bias
  in_fish "cnnsolve completions z" zsh
  checked="$checked fish"
fi
if command -v mandoc >/dev/null; then
  # It has no date, so that it is the same whenever it is made.
  if "$cnnsolve" man | mandoc -T lint -W warning | grep -v 'missing date'; then exit 1; fi
  checked="$checked man"
fi
[ -n "$checked" ] || { echo "skipped: no bash, zsh, fish or mandoc"; exit 77; }
echo "checked:$checked"
