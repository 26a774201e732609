# What the comparisons have in common; to be sourced. Sets root, shared and work, a temporary folder that goes when the script ends.
# 'run_peer' and 'run_harness' print the seconds that the whole process took.
# The shared folder is not part of the repository: HARNESS_SHARED, or ../shared, with peer/pytorch_peer.py (the seven techniques as a PyTorch
# script), data/flowers (images in class folders) and weights/resnet18_half-tiny-imagenet.pth (its body).
# PyTorch is Debian's: python3-torch python3-torchvision libopenblas0-openmp.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
shared=${HARNESS_SHARED:-$root/../shared}
flowers_weights=$shared/weights/resnet18_half-tiny-imagenet.pth
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { printf 'error: %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }

require_peer() {
  local part
  for part in peer/pytorch_peer.py data/flowers weights/resnet18_half-tiny-imagenet.pth; do
    [[ -e $shared/$part ]] || fail "$shared/$part is not there." "The head of tests/bench/lib.sh says what the folder holds; HARNESS_SHARED says where it is."
  done
  /usr/bin/python3 -c 'import torch, torchvision' 2>/dev/null ||
    fail "there is no PyTorch to measure against." "Install python3-torch python3-torchvision libopenblas0-openmp."
}

# Wall time of a command; its output is in $work/log, and is shown when it fails.
seconds() {
  local began ended
  began=$(date +%s.%N)
  "$@" >"$work/log" 2>&1 || { tail -n 40 "$work/log" >&2; fail "this failed: $*"; }
  ended=$(date +%s.%N)
  awk "BEGIN { print $ended - $began }"
}

run_peer() { seconds /usr/bin/python3 "$shared/peer/pytorch_peer.py" "$@"; }
run_harness() { seconds "$root/run-all.sh" run "$@"; }

divide() { awk "BEGIN { print $1 / $2 }"; }
median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
lowest() { sort -g "$1" | sed -n 1p; }
highest() { sort -g "$1" | sed -n '$p'; }

# A folder of classes with the first images of each class of another one, as links.
first_images() { # from, to, images of each class
  local class name
  for class in "$1"/*/; do
    name=$2/$(basename "$class")
    mkdir -p "$name"
    find "$(cd "$class" && pwd)" -type f | LC_ALL=C sort | sed -n "1,$3p" | xargs -d '\n' ln -st "$name"
  done
}
