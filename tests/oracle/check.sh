#!/bin/sh
# The program agrees with the oracle on random problems, and with PyTorch where that is installed.
# Usage: check.sh CNNSOLVE [PROBLEMS]
set -eu
command -v python3 >/dev/null || { echo "skipped: no python3"; exit 77; }
here=$(cd "$(dirname "$0")" && pwd)
python3 -B "$here/compare.py" "$1" --problems "${2-2000}"
python3 -B "$here/torch_compare.py" "$1" || [ $? = 77 ]
