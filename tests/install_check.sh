#!/bin/sh
# What is installed, and the Debian package where one can be made, holds all that users need.
# Usage: install_check.sh CNNSOLVE
set -eu
build=$(cd "$(dirname "$1")" && pwd)
command -v cmake >/dev/null || { echo "skipped: no cmake"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# expect_whole ROOT: everything is below ROOT, and the program runs from there.
expect_whole() {
  for file in bin/cnnsolve share/man/man1/cnnsolve.1 share/bash-completion/completions/cnnsolve \
    share/zsh/site-functions/_cnnsolve share/fish/vendor_completions.d/cnnsolve.fish \
    share/doc/cnnsolve/README.md share/doc/cnnsolve/problems/hw3.json; do
    test -s "$1/$file" || { echo "$file is missing"; exit 1; }
  done
  "$1/bin/cnnsolve" "$1/share/doc/cnnsolve/problems/hw3.json" -d answers >"$work/answers"
  grep -q '15 × 15 × 28' "$work/answers"
}

cmake --install "$build" --prefix "$work/installed" >/dev/null
expect_whole "$work/installed"

if ! command -v dpkg-deb >/dev/null || ! command -v dpkg-shlibdeps >/dev/null; then
  echo "installs; skipped: no dpkg-dev to make a package"
  exit 0
fi
(cd "$work" && cpack --config "$build/CPackConfig.cmake" -B "$work/package") >"$work/log" 2>&1 ||
  { cat "$work/log"; exit 1; }
package=$(ls "$work"/package/*.deb)
dpkg-deb --info "$package" | grep -q '^ Package: cnnsolve$'
dpkg-deb --extract "$package" "$work/unpacked"
expect_whole "$work/unpacked/usr"
if [ "$(id -u)" = 0 ] && command -v dpkg >/dev/null; then
  # Into a root of its own, with a list of packages of its own.
  mkdir -p "$work/scratch/var/lib/dpkg/updates" "$work/scratch/var/lib/dpkg/info"
  : >"$work/scratch/var/lib/dpkg/status"
  dpkg --root="$work/scratch" --force-depends --force-not-root -i "$package" >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
  expect_whole "$work/scratch/usr"
fi
echo "installs, and from a package too"
