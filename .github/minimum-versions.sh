#!/usr/bin/env bash
# The tests that need no browser, on the lowest versions that pyproject.toml allows: run it before a bound is lowered, or after code
# has come to use something new. It takes a few minutes; the environment is made anew in the folder named, else in a temporary one.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-$(mktemp -d)}
python3 -m venv --clear "$folder"
"$folder/bin/python" -m pip install -q uv
"$folder/bin/uv" pip install -q --python "$folder" --resolution lowest-direct -e '.[test]'
"$folder/bin/uv" pip list -q --python "$folder"
"$folder/bin/python" -m pytest -q -n auto -m 'not alone and not chromium' tests/geodata tests/layers tests/hostile tests/app
