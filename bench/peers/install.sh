#!/usr/bin/env bash
# Creates the Python environments of the benchmark's peers under .bench/ in the repository root, from PyPI with pip.
#   bash bench/peers/install.sh [classic] [lenskit] [torch]     without names: all three (about 12 GB: PyTorch's wheels bring CUDA)
# PYTHON names the Python to use (3.11 is what was tried).
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)/.bench"
python="${PYTHON:-python3}"
[ $# -gt 0 ] || set -- classic lenskit torch
for name in "$@"; do
  [ -f "$here/requirements-$name.txt" ] || { echo "There is no environment $name: classic, lenskit and torch are." >&2; exit 1; }
  echo "Installing $name into $root/$name"
  [ -x "$root/$name/bin/python" ] || "$python" -m venv "$root/$name"
  "$root/$name/bin/pip" install --quiet --no-input -r "$here/requirements-$name.txt"
  if [ "$name" = torch ]; then
    "$root/$name/bin/pip" install --quiet --no-input --no-deps --ignore-requires-python recbole==1.2.1 obp==0.5.7
  fi
done
