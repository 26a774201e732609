#!/usr/bin/env bash
# Sets everything up and passes its arguments to harness:
#   ./run-all.sh                     runs the default suite
#   ./run-all.sh run SUITE --data …  any command of harness (./run-all.sh --help lists them)
#   ./run-all.sh setup               only sets up
#   ./run-all.sh test                sets up and runs the tests
# run-all.ps1 does the same on Windows, and wherever PowerShell is. Both need the .NET SDK and nothing else.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
artifacts=$root/artifacts
log=$artifacts/setup.log
current=$artifacts/program.txt
required_sdk=10

say() { printf '%s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$1" >&2; shift; for line in "$@"; do [[ -z $line ]] || printf '  %s\n' "$line" >&2; done; exit 1; }

check_sdk() {
  command -v dotnet >/dev/null || fail "the .NET SDK is not installed." \
    "Install the .NET $required_sdk SDK from https://dotnet.microsoft.com/download and run this again."
  local found
  found=$(dotnet --list-sdks 2>/dev/null | cut -d ' ' -f 1)
  grep -Eq "^($required_sdk|1[1-9]|[2-9][0-9])\." <<<"$found" || fail "no .NET SDK of version $required_sdk or later is installed." \
    "Found: $(if [[ -n $found ]]; then paste -sd ' ' <<<"$found"; else echo none; fi)" \
    "Install the .NET $required_sdk SDK from https://dotnet.microsoft.com/download and run this again."
}

check_folder() {
  mkdir -p "$artifacts" 2>/dev/null && [[ -w $artifacts ]] || fail "the folder $artifacts cannot be written." \
    "The program is built there. Give yourself the right to write it, or copy the project to a folder of yours."
}

# One set-up at a time. A folder is made by one process only; the number in it tells whether that process still lives.
lock() {
  local folder=$artifacts/setup.lock owner told=''
  until mkdir "$folder" 2>/dev/null; do
    owner=$(cat "$folder/process" 2>/dev/null || true)
    if [[ -n $owner ]] && ! kill -0 "$owner" 2>/dev/null; then rm -rf "$folder"; continue; fi
    [[ -n $told ]] || say "Another set-up is running${owner:+ (process $owner)}: waiting for it …"
    told=yes
    # Without a number for a while, its maker was killed before it could write it.
    if [[ -z $owner ]] && (( ++unknown > 20 )); then rm -rf "$folder"; fi
    sleep 0.5
  done
  echo $$ >"$folder/process"
  trap 'rm -rf "$artifacts/setup.lock"' EXIT
}
unknown=0
unlock() { rm -rf "$artifacts/setup.lock"; trap - EXIT; }

# Nothing is built when no source is newer than the last build: that saves the seconds that finding this out costs dotnet.
up_to_date() { # stamp
  [[ -f $1 && -z "$(find "$root/src" "$root/tests" "$root"/Directory.* "$root"/*.sln -newer "$1" -type f -not -path '*/obj/*' -not -path '*/__pycache__/*' -print -quit 2>/dev/null)" ]]
}

managed() { dotnet "$@" -c Release --nologo -v quiet -clp:NoSummary >"$log" 2>&1; }

# Every build of the program has a folder of its own, since a run that goes on meanwhile still loads from its own; the last two are kept.
build_program() {
  if [[ -f $current && -f $artifacts/$(cat "$current")/harness-cli.dll ]] && up_to_date "$current"; then return; fi
  lock
  say "Building …"
  local fresh started=$artifacts/started
  : >"$started"
  fresh=program-$(date +%Y%m%d-%H%M%S)-$$
  compile_ahead "$artifacts/$fresh" || { is_without_compiler && plain "$artifacts/$fresh"; } || build_failed
  # As old as the beginning of the build: what was changed since then is not in it.
  printf '%s' "$fresh" >"$current.new" && touch -r "$started" "$current.new" && mv -f "$current.new" "$current"
  find "$artifacts" -maxdepth 1 -name 'program-*' | sort -r | tail -n +3 | while IFS= read -r old; do rm -rf "$old"; done
  unlock
}

# Compiled ahead of time, the program starts sooner. Where that compiler's package cannot be had, it works all the same.
compile_ahead() { publish_into "$1" -p:PublishReadyToRun=true -p:DisableTransitiveFrameworkReferenceDownloads=true; }
is_without_compiler() { grep -qiE '(NU1101|NU1102|NU1301).*(crossgen|microsoft\.netcore\.app\.runtime)|NETSDK109[46]' "$log"; }
plain() {
  say "The ahead-of-time compiler cannot be had: the program starts a little later."
  publish_into "$1"
}
publish_into() { managed publish "$root/src/Harness.Cli/Harness.Cli.csproj" -o "$@"; }

build_tests() {
  up_to_date "$artifacts/tests.stamp" && return
  lock
  say "Building …"
  : >"$artifacts/started"
  managed build "$root/Harness.sln" || build_failed
  touch -r "$artifacts/started" "$artifacts/tests.stamp"
  unlock
}

build_failed() {
  local errors
  errors=$(grep -oE 'error [A-Z]+[0-9]+: .*' "$log" | sed 's/ \[[^]]*\]$//' | sort -u | head -n 3)
  if grep -qiE 'no space left on device|not enough space on the disk' "$log"; then
    fail "the disk is full." "The packages take about 1.1 GB, most of it libtorch, and building 0.1 GB more. Make room and run this again." "The whole log: $log"
  elif grep -qE 'NU1301|NU1101|NU1102|NU1103' "$log"; then
    fail "the NuGet packages could not be restored." "$errors" \
      "Is there a network, and does the package source (dotnet nuget list source) have these packages? Then run this again." "The whole log: $log"
  fi
  fail "the project could not be built." "${errors:-$(tail -n 3 "$log")}" "The whole log: $log"
}

run_tests() {
  local results=$artifacts/test-results status=0 project
  rm -rf "$results"
  build_tests
  for project in "$root"/tests/*.Tests; do
    dotnet test "$project" -c Release --no-build --nologo --logger "trx;LogFileName=$(basename "$project").trx" \
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

check_sdk
check_folder
case "${1:-}" in
  setup) build_program; say "Ready." ;;
  test) run_tests ;;
  *)
    build_program
    # From here if that is where it is called, since the report tells the command.
    [[ $# -gt 0 ]] || set -- run "$([[ $PWD == "$root" ]] || echo "$root/")experiments/suites/default.yaml"
    exec dotnet "$artifacts/$(cat "$current")/harness-cli.dll" "$@" ;;
esac
