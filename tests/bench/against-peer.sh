#!/usr/bin/env bash
# Wall time of Harness against PyTorch on the same images, split, weights, size and epochs, alternating in one run.
#   tests/bench/against-peer.sh [--tuned] [--rounds N] [--all] [technique …]
# Without techniques: the feature extractor and BN-only training, each alone, sharing and store off. --all: the seven as one suite, sharing on.
# Needs the shared folder (images, weights, peer script) and Debian's python3-torch python3-torchvision libopenblas0-openmp.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
shared=${HARNESS_SHARED:-$root/../shared}
rounds=3 tuned=() all=false techniques=()
while (($#)); do
  case $1 in
    --tuned) tuned=(--tuned) ;;
    --rounds) rounds=$2; shift ;;
    --all) all=true ;;
    *) techniques+=("$1") ;;
  esac
  shift
done
((${#techniques[@]})) || techniques=(feature-extractor bn-only)

[[ -f $shared/peer/pytorch_peer.py ]] || { echo "The shared folder with the peer is not at $shared (set HARNESS_SHARED)." >&2; exit 1; }
/usr/bin/python3 -c 'import torch, torchvision' 2>/dev/null || { echo "Install python3-torch python3-torchvision libopenblas0-openmp to measure against PyTorch." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
weights=$shared/weights/resnet18_half-tiny-imagenet.pth
suite=$root/experiments/suites/flowers.yaml
"$root/run-all.sh" data split "$suite" --data "$shared/data/flowers" --out "$work/split.csv" >/dev/null

seconds() { local began ended; began=$(date +%s.%N); "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; ended=$(date +%s.%N); awk "BEGIN { print $ended - $began }"; }
peer() { seconds /usr/bin/python3 "$shared/peer/pytorch_peer.py" "${tuned[@]}" --split "$work/split.csv" --root "$shared/data/flowers" \
  --arch resnet18_half --weights "$weights" --size 128 --epochs 2 --seeds 0 --out "$work/peer.csv" "$@"; }
harness() { rm -rf "$work/out" "$work/store"; seconds "$root/run-all.sh" run "$suite" --data "$shared/data/flowers" --weights "$weights" --seeds 0 --out "$work/out" --store "$work/store" "$@"; }
median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

compare() { # label, then a function that prints "peer harness" seconds
  local label=$1 p h i; shift
  : >"$work/p"; : >"$work/h"; : >"$work/r"
  for ((i = 0; i < rounds; i++)); do
    p=$("$1" peer); h=$("$1" harness)
    echo "$p" >>"$work/p"; echo "$h" >>"$work/h"; awk "BEGIN { print $h / $p }" >>"$work/r"
  done
  printf '| %s | %.1f | %.1f | %.2f |\n' "$label" "$(median <"$work/p")" "$(median <"$work/h")" "$(median <"$work/r")"
}

printf '| training | peer%s, s | harness, s | ratio (median of %d) |\n|---|---|---|---|\n' "${tuned:+ (tuned)}" "$rounds"
if $all; then
  suite_of() { if [[ $1 == peer ]]; then peer; else harness; fi; }
  compare "seven techniques, shared" suite_of
else
  for technique in "${techniques[@]}"; do
    one() { if [[ $1 == peer ]]; then peer --techniques "$technique"; else harness --no-share --no-store --techniques "$technique"; fi; }
    compare "$technique" one
  done
fi
