#!/usr/bin/env bash
# Sets everything up and passes its arguments to harness:
#   ./run-all.sh                     runs the default suite
#   ./run-all.sh run SUITE --data F  any command of harness (./run-all.sh --help lists them)
#   ./run-all.sh setup               only sets up
#   ./run-all.sh test                sets up and runs the tests
# It needs the .NET 10 SDK. src/Harness.Setup does the work; run-all.ps1 does the same.
#
# Jobs that start together on a shared disk may call it: one builds the program if it is older than its sources, and the others wait. If the disk has no
# locks across machines (NFS has them from version 4 on, Lustre if mounted with 'flock'), call it with 'setup' before they start.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
artifacts="$root/artifacts"
pointer="$artifacts/program${TorchBackend:+-$TorchBackend}.txt"
tool_pointer="$artifacts/setup.txt"

fail() { printf 'error: %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }

# Nothing is built when no source is newer: dotnet itself would take seconds to find that out.
up_to_date() { # pointer, sources
  local built=$1
  shift
  [[ -f $built && -z $(find "$@" "$root"/Directory.* -newer "$built" -print -quit) ]]
}

check_sdk() {
  local found
  found=$(dotnet --list-sdks 2>&1) || true
  grep -Eq '^[1-9][0-9]+\.' <<<"$found" || fail "the .NET 10 SDK is not installed." \
    "Found: $(tr '\n' ';' <<<"$found")" "Install it (https://dotnet.microsoft.com/download) and run this again."
}

# In its own folder, which a file names last: neither a second set-up nor an interruption can leave it half-built.
build_tool() {
  up_to_date "$tool_pointer" "$root/src/Harness.Setup" && return
  check_sdk
  # Process numbers of two machines may be equal.
  local name="setup-$$-$RANDOM$RANDOM"
  mkdir -p "$artifacts/$name" 2>/dev/null || fail "the folder '$artifacts' cannot be written." \
    "Get write permission there, or clone the repository to a folder of your own."
  dotnet build "$root/src/Harness.Setup/Harness.Setup.csproj" -c Release --nologo -nodeReuse:false "-p:ArtifactsPath=$artifacts/$name/" \
    -o "$artifacts/$name/bin" >"$artifacts/$name/build.log" 2>&1 </dev/null || fail "the set-up program could not be built." \
    "$(grep -m 1 -o 'error.*' "$artifacts/$name/build.log" || true)" "The whole log: $artifacts/$name/build.log"
  printf '%s\n' "$name" >"$artifacts/$name/name" && mv -f "$artifacts/$name/name" "$tool_pointer"
}

set_up() { build_tool && dotnet "$artifacts/$(<"$tool_pointer")/bin/harness-setup.dll" "$root" "$@"; }

command -v dotnet >/dev/null || fail "the .NET 10 SDK is not installed: there is no 'dotnet' in PATH." \
  "Install it (https://dotnet.microsoft.com/download) and run this again."
if [[ ${1:-} == test ]]; then
  set_up "$@"
  exit
fi
if [[ ${1:-} == setup ]]; then
  # An explicit set-up checks more than file times.
  set_up setup
  echo "Ready." >&2
  exit
fi
up_to_date "$pointer" "$root/src" || set_up setup
if [[ $# -eq 0 ]]; then
  suite="$root/experiments/suites/default.yaml"
  set -- run "${suite#"$PWD/"}"
fi
# Every arena of glibc's allocator keeps freed memory. With a single arena a suite takes a quarter less memory, and no more time; it can be set only before
# the program starts.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
# For whatever starts it again later, such as the jobs of 'slurm': the folder of this build may be gone by then.
export HARNESS_SCRIPT="$root/run-all.sh"
exec dotnet "$artifacts/$(<"$pointer")/harness-cli.dll" "$@"
