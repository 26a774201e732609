#!/usr/bin/env bash
# Packs everything that an x86-64 GPU machine with PyTorch and a C++ compiler, but with neither .NET nor network, needs to run run.sh:
#   tests/bench/gpu/pack.sh --data FOLDER --weights FILE --peer FILE [--out harness-gpu.tar.gz]
# FOLDER has one folder of images per class, FILE the weights of resnet18_half and the peer, a PyTorch script that trains the same techniques.
# There:  tar xzf harness-gpu.tar.gz && harness-gpu/run.sh
#
# In the package: the program with its own .NET runtime; the sources of the libtorch shim, which is built there against the PyTorch that
# is installed there; the libraries and fonts for images and charts; experiments, images, weights and peer. The libraries come from this machine and are
# used where the other one has none of its own: its glibc must then be at least as new as the one that this script prints.
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
[[ $(uname -sm) == 'Linux x86_64' ]] || fail "a package for x86-64 Linux can only be made there: it holds this machine's libraries."

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
package=$stage/harness-gpu
mkdir -p "$package"/{lib,fonts,data,native}

"$root/run-all.sh" setup
echo "Publishing …" >&2
# In an artifacts folder of its own: a build for one runtime must not take the place of the usual one.
dotnet publish "$root/src/Harness.Cli/Harness.Cli.csproj" -c Release -r linux-x64 --self-contained -p:ArtifactsPath="$stage/artifacts/" \
  -o "$package/app" --nologo -v quiet >"$stage/log" 2>&1 || { cat "$stage/log" >&2; fail "the program could not be published."; }
rm -f "$package"/app/libharness_torch.so "$package"/app/*.pdb

# What the C library brings is there wherever the program could start at all; all else of these libraries is taken along.
closure() { ldd "$@" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | sort -u | grep -vE '/(libc|libm|libdl|librt|libpthread|libgcc_s|libstdc\+\+)\.so'; }
cairo=$(ldconfig -p | awk '$1 == "libcairo.so.2" && !found++ { print $NF }')
[[ -n $cairo ]] || fail "libcairo.so.2 is not installed (package libcairo2)."
{ closure "$package/app/libharness_image.so" "$cairo"; printf '%s\n' "$cairo"; } | sort -u | xargs -I{} cp -L {} "$package/lib/"
find /usr/share/fonts -name 'DejaVuSans.ttf' -o -name 'DejaVuSans-Bold.ttf' | xargs -I{} cp {} "$package/fonts/"
[[ -f $package/fonts/DejaVuSans.ttf ]] || fail "DejaVuSans.ttf is not in /usr/share/fonts (package fonts-dejavu-core)."

cp "$root"/src/Substitutes/TorchSharp/native/* "$package/native/"
cp -r "$root/experiments" "$package/"
cp -rL "$data"/. "$package/data/"
cp -L "$weights" "$package/weights.${weights##*.}"
cp -L "$peer" "$package/peer.py"
cp "$here"/run.sh "$here"/measure.py "$here"/page.py "$here"/../compare_accuracy.py "$package/"
git -C "$root" describe --always --dirty >"$package/commit" 2>/dev/null || echo unknown >"$package/commit"

tar czf "$out" -C "$stage" harness-gpu
glibc=$(objdump -T "$package"/lib/* "$package"/app/*.so 2>/dev/null | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -n 1)
echo "$out: $(du -h "$out" | cut -f 1). Needs PyTorch with torchvision and a C++ compiler; its own libraries need ${glibc/_/ }." >&2
