#!/usr/bin/env bash
# Images a second and core of the data path against Pillow's and torchvision's, alternating in one run; prints a Markdown table.
#   tests/bench/pipeline.sh [--rounds N] [--seconds S]
# Needs what the head of lib.sh names.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
here=$root/tests/bench
rounds=3 seconds=1
while (($#)); do
  case $1 in
    --rounds) rounds=$2; shift ;;
    --seconds) seconds=$2; shift ;;
    *) sed -n '2,4p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
  shift
done

require_peer
"$root/run-all.sh" setup >/dev/null
dotnet build -c Release --nologo -v quiet -clp:NoSummary "$here/Harness.Benchmarks" >"$work/log" || { cat "$work/log" >&2; exit 1; }
peer=$here/pipeline_peer.py
/usr/bin/python3 "$peer" make "$work/images" "$shared/data/flowers"
for ((i = 0; i < rounds; i++)); do
  /usr/bin/python3 "$peer" measure "$work/images" "$seconds" >>"$work/theirs"
  dotnet "$root/artifacts/bin/Harness.Benchmarks/release/Harness.Benchmarks.dll" pipeline "$work/images" "$seconds" >>"$work/ours"
done
/usr/bin/python3 "$peer" table "$work/ours" "$work/theirs"
