#!/usr/bin/env bash
# Packs everything that an x86-64 GPU machine with PyTorch 2.10, but with neither .NET nor network, needs to run run.sh:
#   tests/bench/gpu/pack.sh --data FOLDER --weights FILE --peer FILE [--out harness-gpu.tar.gz]
# FOLDER has one folder of images per class, FILE the weights of resnet18_half and the peer, a PyTorch script that trains the same techniques.
# There:  tar xzf harness-gpu.tar.gz && harness-gpu/run.sh
#
# In the package: the program with its own .NET runtime; experiments, images, weights and peer. libtorch is not in it: that of the PyTorch that is
# installed there is used (LIBTORCH).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
fail() { printf 'error: %s\n' "$1" >&2; exit 1; }

data='' weights='' peer='' out=harness-gpu.tar.gz
while (($#)); do
  (($# > 1)) || fail "$1 needs a value; see the head of $0."
  case $1 in
    --data) data=$2 ;;
    --weights) weights=$2 ;;
    --peer) peer=$2 ;;
    --out) out=$2 ;;
    *) fail "unknown option '$1'; known: --data --weights --peer --out." ;;
  esac
  shift 2
done
[[ -d $data ]] || fail "--data must name a folder that holds one folder of images per class, not '$data'."
[[ -f $weights ]] || fail "--weights must name a weights file, not '$weights'."
[[ -f $peer ]] || fail "--peer must name the PyTorch script to compare with, not '$peer'."
[[ $out == *.tar.gz ]] || fail "--out must end in .tar.gz, not '$out'."

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
package=$stage/harness-gpu
mkdir -p "$package/data"

echo "Publishing …" >&2
# In an artifacts folder of its own: a build with its own runtime must not take the place of the usual one.
dotnet publish "$root/src/Harness.Cli/Harness.Cli.csproj" -c Release -p:RuntimeIdentifier=linux-x64 -p:SelfContained=true -p:ArtifactsPath="$stage/artifacts/" \
  -o "$package/app" --nologo -v quiet >"$stage/log" 2>&1 || { cat "$stage/log" >&2; fail "the program could not be published."; }
rm -rf "$package"/app/libtorch "$package"/app/*.pdb

cp -r "$root/experiments" "$package/"
cp -rL "$data"/. "$package/data/"
cp -L "$weights" "$package/weights.${weights##*.}"
cp -L "$peer" "$package/peer.py"
cp "$here"/run.sh "$here"/measure.py "$here"/page.py "$here"/../compare_accuracy.py "$package/"
git -C "$root" describe --always --dirty >"$package/commit" 2>/dev/null || echo unknown >"$package/commit"

tar czf "$out" -C "$stage" harness-gpu
echo "$out: $(du -h "$out" | cut -f 1). Needs PyTorch 2.10 with torchvision." >&2
