#!/usr/bin/env bash
# Images a second and core of the data path against Pillow's and torchvision's, alternating in one run; prints a Markdown table.
#   tests/bench/pipeline.sh [--rounds N] [--seconds S]
# Needs the shared folder (photographs) and Debian's python3-torch python3-torchvision.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
shared=${HARNESS_SHARED:-$root/../shared}
rounds=3 seconds=1
while (($#)); do
  case $1 in
    --rounds) rounds=$2; shift ;;
    --seconds) seconds=$2; shift ;;
    *) sed -n '2,4p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
  shift
done

[[ -d $shared/data/flowers ]] || { echo "The shared folder with the photographs is not at $shared (set HARNESS_SHARED)." >&2; exit 1; }
/usr/bin/python3 -c 'import torch, torchvision' 2>/dev/null || { echo "Install python3-torch python3-torchvision to measure against them." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/run-all.sh" setup >/dev/null
dotnet build -c Release --nologo -v quiet -clp:NoSummary "$here/Harness.Benchmarks" >"$work/log" || { cat "$work/log" >&2; exit 1; }
peer=$here/pipeline_peer.py
/usr/bin/python3 "$peer" make "$work/images" "$shared/data/flowers"
for ((i = 0; i < rounds; i++)); do
  /usr/bin/python3 "$peer" measure "$work/images" "$seconds" >>"$work/theirs"
  dotnet "$root/artifacts/bin/Harness.Benchmarks/release/Harness.Benchmarks.dll" pipeline "$work/images" "$seconds" >>"$work/ours"
done
/usr/bin/python3 "$peer" table "$work/ours" "$work/theirs"
