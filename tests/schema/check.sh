#!/bin/sh
# What is read and written is as `cnnsolve schema` says, by a validator apart from the program.
# Usage: check.sh CNNSOLVE
set -eu
python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null || {
  echo "skipped: no python3 with jsonschema"
  exit 77
}
here=$(cd "$(dirname "$0")" && pwd)
python3 -B "$here/validate.py" "$1"
