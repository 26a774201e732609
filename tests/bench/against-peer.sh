#!/usr/bin/env bash
# Wall time of Harness against PyTorch on the same images, split, weights, size and epochs, alternating in one run; prints a Markdown table.
#   tests/bench/against-peer.sh [--tuned] [--rounds N] [--precision fp32,bf16] [--all] [technique …]
# Without techniques: the feature extractor and BN-only training, each alone, sharing and store off. --all: the seven as one suite, sharing on.
# --rounds: default 3. --precision: default fp32; of several, each is compared with the one run of the peer (always fp32) in its round.
# --suite FILE --arch NAME --size N --weights FILE|none --data FOLDER measure another setting than flowers at 128 pixels; what the peer is told
# must be what the suite says. --keep FOLDER keeps the last round's epochs: peer.csv, and one file a precision.
# Needs what the head of lib.sh names.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
rounds=3 tuned=() all=false techniques=() precisions=(fp32) keep=''
suite=$root/experiments/suites/flowers.yaml arch=resnet18_half size=128 weights=$flowers_weights data=$shared/data/flowers
while (($#)); do
  case $1 in
    --tuned) tuned=(--tuned) ;;
    --all) all=true ;;
    --rounds | --precision | --suite | --arch | --size | --weights | --data | --keep)
      (($# > 1)) || fail "$1 needs a value; see the head of $0."
      case $1 in
        --precision) IFS=, read -ra precisions <<<"$2" ;;
        *) printf -v "${1#--}" '%s' "$2" ;;
      esac
      shift ;;
    -*) fail "unknown option '$1'; see the head of $0." ;;
    *) techniques+=("$1") ;;
  esac
  shift
done
((${#techniques[@]})) || techniques=(feature-extractor bn-only)
require_peer

"$root/run-all.sh" data split "$suite" --data "$data" --out "$work/split.csv" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

peer() {
  local pretrained=()
  [[ $weights == none ]] || pretrained=(--weights "$weights")
  run_peer "${tuned[@]}" --split "$work/split.csv" --root "$data" --arch "$arch" "${pretrained[@]}" --size "$size" --epochs 2 --seeds 0 --out "$work/peer.csv" "$@"
}
harness() { # folder, then options
  local out=$1; shift
  rm -rf "$out" "$work/store"
  run_harness "$suite" --data "$data" --weights "$weights" --seeds 0 --out "$out" --store "$work/store" "$@"
}

# Prints one row for each precision.
compare() { # label, the peer's options, then those of Harness, both as one word
  local label=$1 theirs ours precision p h i
  read -ra theirs <<<"$2"; read -ra ours <<<"$3"
  rm -f "$work"/times-* "$work"/ratios-*
  for ((i = 0; i < rounds; i++)); do
    p=$(peer "${theirs[@]}"); echo "$p" >>"$work/times-peer"
    for precision in "${precisions[@]}"; do
      h=$(harness "$work/out-$precision" --precision "$precision" "${ours[@]}")
      echo "$h" >>"$work/times-$precision"; divide "$h" "$p" >>"$work/ratios-$precision"
    done
  done
  for precision in "${precisions[@]}"; do
    printf '| %s, %s | %.1f | %.1f | %.3f–%.3f | %.3f |\n' "$label" "$precision" "$(median <"$work/times-peer")" "$(median <"$work/times-$precision")" \
      "$(lowest "$work/ratios-$precision")" "$(highest "$work/ratios-$precision")" "$(median <"$work/ratios-$precision")"
  done
}

printf '| training | peer%s, s | Harness, s | lowest–highest ratio | ratio (median of %d) |\n|---|---|---|---|---|\n' "${tuned:+ (tuned)}" "$rounds"
if $all; then
  compare "seven techniques, shared" "" ""
else
  for technique in "${techniques[@]}"; do
    compare "$technique" "--techniques $technique" "--no-share --no-store --techniques $technique"
  done
fi

if [[ -n $keep ]]; then
  mkdir -p "$keep"
  cp "$work/peer.csv" "$keep/"
  for precision in "${precisions[@]}"; do cp "$work/out-$precision/epochs.csv" "$keep/$precision.csv"; done
fi
