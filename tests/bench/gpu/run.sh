#!/usr/bin/env bash
# Measures Harness against PyTorch on this machine, which needs PyTorch 2.10 with torchvision and, for cuda, an NVIDIA GPU:
#   ./run.sh [--device cuda|cpu] [--rounds 3] [--images-per-class N] [--out page.md] [--python python3] [-- options of 'harness run' …]
# Harness runs on the libtorch of this PyTorch. Compares accuracies on processor and device with one seed, then runs the seven techniques
# in Harness, in PyTorch and in tuned PyTorch by turns, and writes a Markdown page. --device cpu does all that without a GPU;
# --images-per-class takes only the first images of each class, to try the script out. This script comes with its package: pack.sh makes that.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $1"; shift; for line in "$@"; do say "  $line"; done; exit 1; }

device=cuda rounds=3 images='' out=page.md python=python3 extra=()
while (($#)); do
  [[ $1 == -- ]] && { shift; extra=("$@"); break; }
  (($# > 1)) || fail "$1 needs a value; see the head of $0."
  case $1 in
    --device) device=$2 ;;
    --rounds) rounds=$2 ;;
    --images-per-class) images=$2 ;;
    --out) out=$2 ;;
    --python) python=$2 ;;
    *) fail "unknown option '$1'; known: --device --rounds --images-per-class --out --python." ;;
  esac
  shift 2
done
[[ $device == cuda || $device == cpu ]] || fail "--device is cuda or cpu, not '$device'."
[[ $rounds =~ ^[1-9][0-9]*$ ]] || fail "--rounds must be a whole number of at least 1, not '$rounds'."
[[ -z $images || $images =~ ^[1-9][0-9]*$ ]] || fail "--images-per-class must be a whole number of at least 1, not '$images'."
[[ -x $here/app/harness-cli ]] || fail "there is no program beside this script." "Make the package with tests/bench/gpu/pack.sh, and run the script in it."

# What this PyTorch is: version, folder, CUDA.
torch=$("$python" -c '
import os, torch, torchvision
print(torch.__version__, os.path.dirname(torch.__file__), int(torch.cuda.is_available()), sep="\t")' 2>&1) ||
  fail "$python cannot import torch and torchvision." "$(tail -n 1 <<<"$torch")" "Name another interpreter with --python."
IFS=$'\t' read -r torch_version torch_folder has_cuda < <(tail -n 1 <<<"$torch")
[[ $torch_version == 2.10.* ]] || fail "$python has PyTorch $torch_version; the program needs 2.10, whose libtorch it loads." "Install it, or name another interpreter with --python."
[[ $device == cpu || $has_cuda == 1 ]] || fail "PyTorch $torch_version sees no CUDA device." "--device cpu runs everything without one."
say "PyTorch $torch_version in $torch_folder"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# PyTorch of pip finds its CUDA libraries in the folders of other packages; Python loads them before, here the loader must.
libraries=$torch_folder/lib
for folder in "$(dirname "$torch_folder")"/nvidia/*/lib; do [[ -d $folder ]] && libraries+=:$folder; done
harness=(env LIBTORCH="$torch_folder/lib" LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" "$here/app/harness-cli")

data=$here/data
if [[ -n $images ]]; then
  data=$work/data
  for class in "$here"/data/*/; do
    mkdir -p "$data/$(basename "$class")"
    find "$class" -type f | LC_ALL=C sort | sed -n "1,${images}p" | xargs -d '\n' cp -t "$data/$(basename "$class")"
  done
fi
suite=$here/experiments/suites/flowers.yaml
weights=$(echo "$here"/weights.*)

run_logged() { "$@" >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; fail "this failed: ${*:1}"; }; }
run_logged "${harness[@]}" data split "$suite" --data "$data" --out "$work/split.csv"

harness_run() { # folder for results, then options
  local folder=$1; shift
  rm -rf "$work/store"
  printf '%s\0' "${harness[@]}" run "$suite" --data "$data" --weights "$weights" --seeds 0 --out "$folder" --store "$work/store" "$@" "${extra[@]}" >"$work/command"
}
peer_run() {
  printf '%s\0' "$python" "$here/peer.py" --split "$work/split.csv" --root "$data" --arch resnet18_half --weights "$weights" --size 128 --epochs 2 --seeds 0 \
    --workers "$(nproc)" --out "$work/peer.csv" "$@" >"$work/command"
}
measure() { # name of the result; runs what the last of the two above wrote
  local command gpu=() hidden=()
  mapfile -d '' command <"$work/command"
  if [[ $device == cuda ]] && command -v nvidia-smi >/dev/null; then gpu=(--gpu); fi
  # The peer takes a GPU wherever it sees one.
  [[ $device == cpu ]] && hidden=(env CUDA_VISIBLE_DEVICES=)
  say "$1 …"
  "${hidden[@]}" "$python" "$here/measure.py" "$work/$1.json" "${gpu[@]}" -- "${command[@]}" ||
    { tail -n 20 "$work/$1.log" >&2; cp "$work/$1.log" "$here/"; fail "this run failed: $1" "Its output: $here/$1.log"; }
}

harness_run "$work/cpu" --device cpu; measure cpu
for ((round = 1; round <= rounds; round++)); do
  harness_run "$work/device" --device "$device"; measure "harness-$round"
  peer_run; measure "peer-$round"
  peer_run --tuned; measure "tuned-$round"
done

processor=$(grep -m 1 'model name' /proc/cpuinfo | cut -d : -f 2 | sed 's/^ *//' || true)
card=none
[[ $device == cuda ]] && card=$(nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2>/dev/null | sed -n 1p || echo unknown)
count=$(find "$data" -type f | wc -l)
status=0
"$python" "$here/page.py" "$work" "Date: $(date -u +%Y-%m-%d), commit $(cat "$here/commit")" "Processor: ${processor:-unknown}, $(nproc) threads" \
  "Device: $device; GPU: $card" "PyTorch: $torch_version" "Data: $count images of $(find "$data" -mindepth 1 -maxdepth 1 -type d | wc -l) classes, resnet18_half at 128 pixels, batches of 64, two epochs, seed 0" \
  "Options: ${extra[*]:-none}" "Wall time is that of the whole process; the ratio is the median over rounds in which all ran in turn" >"$work/page" || status=$?
cat "$work/page"
cp "$work/page" "$out"
exit $status
