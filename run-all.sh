#!/usr/bin/env bash
# Sets everything up and passes its arguments to harness:
#   ./run-all.sh                     runs the default suite
#   ./run-all.sh run SUITE --data …  any command of harness (./run-all.sh --help lists them)
#   ./run-all.sh setup               only sets up
#   ./run-all.sh test                sets up and runs the tests
# --stack system|nuget (first argument) picks the substitutes over the system's libraries (default) or the NuGet packages.
# LIBTORCH or CMAKE_PREFIX_PATH use another libtorch than apt's: a CUDA build, or the torch folder of a Python installation.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
native="$root/artifacts/native"
program="$root/artifacts/program"
log="$root/artifacts/setup.log"
stack=system
required_sdk=10

fail() { printf 'error: %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }
say() { printf '%s\n' "$*" >&2; }

check_sdk() {
  command -v dotnet >/dev/null || fail "the .NET SDK is not installed." \
    "Install the .NET $required_sdk SDK (package dotnet-sdk-$required_sdk.0 of Microsoft's Debian feed, or its installer script) and run this again."
  dotnet --list-sdks | grep -Eq "^($required_sdk|1[1-9]|[2-9][0-9])\." || fail "no .NET SDK of version $required_sdk or later is installed." \
    "Found: $(dotnet --list-sdks | tr '\n' ';')" "Install the .NET $required_sdk SDK and run this again."
}

has_own_libtorch() { [[ -n "${LIBTORCH:-}" || -n "${CMAKE_PREFIX_PATH:-}" ]]; }

needed_packages() {
  printf '%s\n' g++ cmake make libjpeg-dev libpng-dev libcairo2 fonts-dejavu-core
  # Debian's libtorch takes its matrix products from libblas.so.3; OpenBLAS with OpenMP is some thirty times faster than the reference one.
  has_own_libtorch || printf '%s\n' libtorch-dev libopenblas0-openmp
}

missing_packages() {
  local package
  for package in $(needed_packages); do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || printf '%s ' "$package"
  done
}

install_packages() {
  command -v dpkg-query >/dev/null || { say "note: no dpkg here; taking it that these are installed: $(needed_packages | tr '\n' ' ')"; return; }
  local missing as_root=()
  missing=$(missing_packages)
  [[ -z "$missing" ]] && return
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || fail "these packages are missing and only root can install them: $missing" "Ask an administrator to run: apt-get install $missing"
    as_root=(sudo)
  fi
  say "Installing with apt: $missing"
  {
    "${as_root[@]}" apt-get update -q \
      && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
  } >"$log" 2>&1 || fail "apt could not install: $missing" "Its last words: $(tail -n 2 "$log" | tr '\n' ' ')" \
    "Without network or rights, have them installed by hand and run this again. The whole log: $log"
}

# The shims are built again when their sources or the libtorch they are built against have changed.
native_stamp() {
  { printf '%s\n' "${LIBTORCH:-}" "${CMAKE_PREFIX_PATH:-}"
    dpkg-query -W libtorch-dev 2>/dev/null || true
    find "$root"/src/Substitutes/*/native -type f -print0 | sort -z | xargs -0 cat; } | sha256sum
}

build_native() {
  local stamp name
  stamp=$(native_stamp)
  [[ -f "$native/stamp" && "$(cat "$native/stamp")" == "$stamp" ]] && return
  say "Building the native shims …"
  for name in TorchSharp ImageSharp; do
    local build="$native/$name"
    rm -rf "$build"
    { cmake -S "$root/src/Substitutes/$name/native" -B "$build" -DCMAKE_BUILD_TYPE=Release \
        && cmake --build "$build" --parallel 2; } >"$log" 2>&1 \
      || fail "the native shim of $name could not be built." "$(grep -m 3 -iE 'error|could not find' "$log" | tr '\n' ' ')" \
        "$(has_own_libtorch && echo 'LIBTORCH or CMAKE_PREFIX_PATH is set: does it hold a libtorch of this machine?')" "The whole log: $log"
  done
  printf '%s' "$stamp" >"$native/stamp"
}

# Nothing is built when no source is newer than the last build: that saves the seconds that finding this out costs dotnet.
up_to_date() { # stamp
  [[ -f $1 && -z "$(find "$root/src" "$root/tests" "$root"/Directory.* "$native/stamp" -newer "$1" -type f -not -path '*/obj/*' -print -quit 2>/dev/null)" ]]
}

# What the solution is for tests, the published program is for users.
build_managed() { # tests or cli
  local stamp="$root/artifacts/built-$1-$stack" other
  if [[ $1 == tests || -f $program/harness-cli.dll ]] && up_to_date "$stamp"; then return; fi
  say "Building …"
  # Both stacks build into the same folders: what the other one left there is not what this one would have made.
  other=$(find "$root/artifacts" -maxdepth 1 -name 'built-*' -not -name "*-$stack")
  [[ -z $other ]] || rm -rf "$root"/artifacts/built-* "$root"/artifacts/obj/Harness.Cli/*/R2R
  case $1 in
    tests) managed build "$root/Harness.sln" || build_failed ;;
    cli) publish ;;
  esac
  touch "$stamp"
}

managed() { dotnet "$@" -c Release -p:Stack="$stack" --nologo -v quiet -clp:NoSummary >"$log" 2>&1; }

# Every build has a folder of its own, since a run that goes on meanwhile still loads from its own; the last two are kept.
publish() {
  local fresh
  fresh="$program-$(date +%Y%m%d-%H%M%S)-$$"
  compile_ahead "$fresh" || { is_without_compiler && plain "$fresh"; } || build_failed
  ln -sfn "$(basename "$fresh")" "$program"
  find "$root/artifacts" -maxdepth 1 -name 'program-*' | sort -r | tail -n +3 | xargs -r -d '\n' rm -rf
}

# Compiled ahead of time, the program starts sooner. Where that compiler's package cannot be had, it works all the same.
compile_ahead() { publish_into "$1" -p:PublishReadyToRun=true -p:DisableTransitiveFrameworkReferenceDownloads=true; }
is_without_compiler() { grep -qiE '(NU1101|NU1102|NU1301).*(crossgen|microsoft\.netcore\.app\.runtime)|NETSDK109[46]' "$log"; }
plain() {
  say "The ahead-of-time compiler cannot be had: the program starts a little later."
  publish_into "$1"
}
publish_into() { managed publish "$root/src/Harness.Cli/Harness.Cli.csproj" --use-current-runtime --no-self-contained -o "$@"; }

build_failed() {
  if grep -qE 'NU1301|NU1101|NU1102' "$log"; then
    fail "the NuGet packages could not be restored." "$(grep -m 1 -oE 'error NU[0-9]+:.*' "$log")" "Is there a network? The whole log: $log"
  fi
  fail "the solution could not be built." "$(grep -m 3 -E 'error' "$log" | tr '\n' ' ')" "The whole log: $log"
}

setup() {
  mkdir -p "$native"
  check_sdk
  if [[ $stack == system ]]; then install_packages; build_native; fi
}

run_tests() {
  local results="$root/artifacts/test-results" status=0 project
  rm -rf "$results"
  build_managed tests
  for project in "$root"/tests/*.Tests; do
    dotnet test "$project" -c Release -p:Stack="$stack" --no-build --nologo --logger "trx;LogFileName=$(basename "$project").trx" \
      --results-directory "$results" --verbosity quiet || status=1
  done
  report_tests "$results" || status=1
  exit $status
}

# Sums the counters of all result files; the reasons of skipped tests are listed once each.
report_tests() {
  local file counters passed=0 failed=0 skipped=0 projects=0
  for file in "$1"/*.trx; do
    [[ -f "$file" ]] || continue
    counters=$(grep -oE '<Counters [^>]*>' "$file")
    count() { grep -oE " $1=\"[0-9]+\"" <<<"$counters" | grep -oE '[0-9]+'; }
    passed=$((passed + $(count passed))); failed=$((failed + $(count failed) + $(count error)))
    skipped=$((skipped + $(count total) - $(count executed))); projects=$((projects + 1))
  done
  if ((skipped > 0)); then
    grep -hA6 'outcome="NotExecuted"' "$1"/*.trx | grep -oE '<Message>[^<]*' | sed 's/<Message>/skipped: /' | sort | uniq -c
  fi
  local expected
  expected=$(find "$root/tests" -name '*.Tests.csproj' | wc -l)
  if ((projects < expected)); then
    say "error: only $projects of $expected test projects left results"
    failed=$((failed + expected - projects))
  fi
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0 && passed > 0))
}

if [[ "${1:-}" == --stack ]]; then
  [[ "${2:-}" == system || "${2:-}" == nuget ]] || fail "--stack takes 'system' or 'nuget', not '${2:-}'."
  stack=$2
  shift 2
fi

# OpenMP's threads wait for work by spinning, which starves whatever shares the machine, the decoders too: measured beside one other busy process, an
# epoch took 90 s so and 20 s with threads that sleep at once. A few microseconds of spinning first keep most of what sleeping costs on a quiet machine
# (two techniques on flowers: 27.7 s against about 31 s).
export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-PASSIVE}" GOMP_SPINCOUNT="${GOMP_SPINCOUNT:-2000}"

setup
case "${1:-}" in
  setup) build_managed cli; say "Ready." ;;
  test) run_tests ;;
  *)
    build_managed cli
    [[ $# -eq 0 ]] && set -- run "$(realpath --relative-to=. "$root/experiments/suites/default.yaml")"
    exec dotnet "$(readlink -f "$program")/harness-cli.dll" "$@" ;;
esac
