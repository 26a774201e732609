#!/usr/bin/env bash
# Runs all comparisons and writes one Markdown page: what was measured, beside its target, then every table.
#   tests/bench/all.sh [--rounds N] [--out PAGE.md] [--quick] [--only PART]…
# --rounds: alternations, of which medians are taken (default 3). --out: default artifacts/benchmarks.md; the committed page is
# results/reference/benchmarks.md. --quick: one round on a few images, to see that everything works; its numbers say nothing.
# --only: of the parts suite techniques resnet34 heads again validate bodies pipeline.
# Three rounds take about 40 minutes on two cores, which should have nothing else to do.
# A missed target is no failure: the exit status tells only whether everything could be measured.
# Needs what the head of lib.sh names.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
bench=$root/tests/bench
rounds=3 quick=false page=$root/artifacts/benchmarks.md parts=() all_parts=(suite techniques resnet34 heads again validate bodies pipeline)
while (($#)); do
  case $1 in
    --quick) quick=true ;;
    --rounds | --out | --only)
      (($# > 1)) || fail "$1 needs a value; see the head of $0."
      case $1 in
        --rounds) rounds=$2 ;;
        --out) page=$2 ;;
        --only) parts+=("$2") ;;
      esac
      shift ;;
    *) fail "unknown option '$1'; see the head of $0." ;;
  esac
  shift
done
[[ $rounds =~ ^[1-9][0-9]*$ ]] || fail "--rounds must be a whole number of at least 1, not '$rounds'."
((${#parts[@]})) || parts=("${all_parts[@]}")
for part in "${parts[@]}"; do
  [[ " ${all_parts[*]} " == *" $part "* ]] || fail "there is no part '$part'." "Known: ${all_parts[*]}"
done
require_peer
"$root/run-all.sh" setup

flowers=$shared/data/flowers of_224=40 repeats=5 duration=1
if $quick; then
  rounds=1 of_224=5 repeats=1 duration=0.2
  first_images "$shared/data/flowers" "$work/flowers" 16
  flowers=$work/flowers
fi

# A row of the summary. A value above the limit is a missed target.
judge() { # what, value, limit, decimals, unit
  local met
  met=$(awk "BEGIN { print ($2 <= $3) ? \"yes\" : \"**no**\" }")
  printf "| %s | ≤ %s%s | %.$4f%s | %s |\n" "$1" "$3" "${5:-}" "$2" "${5:-}" "$met" >>"$work/summary"
}

# Prints a Markdown table from a file, and judges the last cell of its rows; a limit of - judges nothing.
judge_table() { # file, what, limits of the rows …
  local table=$1 what=$2 label ratio limit
  shift 2
  cat "$table"
  while IFS='|' read -r _ label _ _ _ ratio _; do
    limit=$1; shift
    judge "$what:${label% }" "${ratio// /}" "$limit" 3
  done < <(tail -n +3 "$table")
}

suite() {
  echo "## Seven techniques on flowers, as one suite"
  echo
  echo "$(find -L "$flowers" -type f | wc -l) images at 128 pixels, resnet18_half, batches of 64, two epochs, seed 0; wall times of the whole processes."
  echo
  "$bench/against-peer.sh" --tuned --all --rounds "$rounds" --precision fp32,bf16 --data "$flowers" --keep "$work/kept" >"$work/table"
  judge_table "$work/table" "flowers at 128" 0.50 0.33
  for precision in fp32 bf16; do
    printf '\nValidation accuracies of the last round, %s (one seed: differences of about 0.02 are noise):\n\n' "$precision"
    /usr/bin/python3 "$bench/compare_accuracy.py" "$work/kept/$precision.csv" "$work/kept/peer.csv"
  done
  echo
  echo "The row without a peer follows the article's words, the peer's script its code: results/reference/flowers/peer.md compares both."
}

techniques() {
  echo "## One technique alone, sharing and store off"
  echo
  "$bench/against-peer.sh" --tuned --rounds "$rounds" --data "$flowers" feature-extractor bn-only >"$work/table"
  judge_table "$work/table" "alone" 0.85 0.85
}

resnet34() {
  echo "## Seven techniques with resnet34 at 224 pixels, random weights"
  echo
  first_images "$shared/data/flowers" "$work/few" "$of_224"
  echo "$(find -L "$work/few" -type f | wc -l) images of flowers, batches of 64, two epochs, seed 0 (tests/bench/suites/resnet34-224.yaml)."
  echo
  "$bench/against-peer.sh" --tuned --all --rounds "$rounds" --precision fp32,bf16 --data "$work/few" --suite "$bench/suites/resnet34-224.yaml" \
    --arch resnet34 --size 224 --weights none >"$work/table"
  judge_table "$work/table" "resnet34 at 224" 0.50 0.33
}

heads() {
  local heads=$root/experiments/suites/flowers-heads.yaml one="Heads [avg, linear, rate 1e-3]" i a b
  for ((i = 0; i < rounds; i++)); do
    rm -rf "$work/store"; a=$(run_harness "$heads" --data "$flowers" --weights "$flowers_weights" --out "$work/out" --store "$work/store" --techniques "$one")
    rm -rf "$work/store"; b=$(run_harness "$heads" --data "$flowers" --weights "$flowers_weights" --out "$work/out" --store "$work/store")
    echo "$a" >>"$work/one"; echo "$b" >>"$work/twenty"; divide "$b" "$a" >>"$work/ratios"
  done
  echo "## Twenty heads over one frozen backbone against one of them"
  echo
  echo "experiments/suites/flowers-heads.yaml, five epochs; the one is \`$one\`."
  echo
  echo "| one, s | twenty, s | lowest–highest ratio | ratio (median of $rounds) |"
  echo "|---|---|---|---|"
  printf '| %.1f | %.1f | %.3f–%.3f | %.3f |\n' "$(median <"$work/one")" "$(median <"$work/twenty")" "$(lowest "$work/ratios")" "$(highest "$work/ratios")" "$(median <"$work/ratios")"
  judge "twenty heads against one" "$(median <"$work/ratios")" 1.5 3
}

# The program itself, without the script that sets it up.
program() { seconds dotnet "$root/artifacts/$(cat "$root/artifacts/program.txt")/harness-cli.dll" "$@"; }
start_up() { for ((i = 0; i < 5; i++)); do program --version; done | median; }

# "3 epochs to know, 2 to run" of the last run's output.
epochs() { grep -m 1 -oE '[0-9]+ epochs? to know, [0-9]+ to run' "$work/log"; }

again() {
  local run=(run "$root/experiments/suites/flowers.yaml" --data "$flowers" --weights "$flowers_weights" --seeds 0 --out "$work/again" --store "$work/again-store")
  local added=$root/experiments/techniques/bn-only-by-name.yaml start first first_epochs second second_epochs third third_epochs i
  start=$(start_up)
  first=$(program "${run[@]}"); first_epochs=$(epochs)
  for ((i = 0; i < repeats; i++)); do program "${run[@]}" >>"$work/seconds"; done
  second=$(median <"$work/seconds"); second_epochs=$(epochs)
  third=$(program "${run[@]}" --also "$added"); third_epochs=$(epochs)
  echo "## The same suite again"
  echo
  echo "\`dotnet harness-cli.dll\`, the seven techniques on flowers with the store on. Start-up alone (\`--version\`, median of 5): $(printf %.2f "$start") s."
  echo
  echo "| run | epochs | wall time, s |"
  echo "|---|---|---|"
  printf '| first | %s | %.2f |\n' "$first_epochs" "$first"
  printf '| again, nothing changed (median of %d) | %s | %.2f |\n' "$repeats" "$second_epochs" "$second"
  printf '| with %s added, which has two epochs of its own | %s | %.2f |\n' "$(basename "$added")" "$third_epochs" "$third"
  judge "suite again, nothing changed, after start-up" "$(awk "BEGIN { print $second - $start }")" 1 2 " s"
  judge "one technique of two epochs added: epochs run" "$(grep -oE '[0-9]+ to run' <<<"$third_epochs" | grep -oE '[0-9]+')" 2 0
}

validate() {
  local folder=$work/hundred sources=("$root"/experiments/techniques/{feature-extractor,bn-only,discriminative-bn-frozen,concat-pooling,deeper-head}.yaml) start i
  mkdir -p "$folder"
  sed '/^techniques:/,$d' "$root/experiments/suites/flowers.yaml" >"$work/hundred.yaml"
  echo "techniques: ['hundred/*.yaml']" >>"$work/hundred.yaml"
  # Others extend this one, by its name.
  cp "${sources[0]}" "$folder/"
  for ((i = 1; i < 100; i++)); do sed "s/^name: .*/&, number $i/" "${sources[i % ${#sources[@]}]}" >"$folder/$i.yaml"; done
  start=$(start_up)
  for ((i = 0; i < repeats; i++)); do program validate "$work/hundred.yaml" >>"$work/validated"; done
  grep -q '100 techniques' "$work/log" || fail "validate did not read 100 techniques." "$(sed -n 1p "$work/log")"
  echo "## \`harness validate\` on 100 technique files"
  echo
  printf '%.2f s (median of %d), of which start-up alone takes %.2f s.\n' "$(median <"$work/validated")" "$repeats" "$start"
  judge "validate, 100 files, start-up included" "$(median <"$work/validated")" 0.5 2 " s"
}

bodies() {
  echo "## Passes through a backbone, and the limit of the machine"
  echo
  /usr/bin/python3 "$bench/bodies.py" --rounds "$repeats" --seconds "$duration"
}

pipeline() {
  echo "## Data path"
  echo
  "$bench/pipeline.sh" --rounds "$rounds" --seconds "$duration" >"$work/table"
  cat "$work/table"
  judge "a core's time for a 500×375 JPEG, valid 224, against torchvision" "$(awk -F ' *[|] *' '$2 == "valid 224" { print $5 }' "$work/table")" 0.333 2
}

# The version that the program records.
libtorch_version() { grep -ohE '"torch_?[vV]ersion": *"[^"]+"' "$work"/*/run.json 2>/dev/null | head -n 1 | grep -oE '[0-9][^"]*' || grep -oE 'PackageVersion = "[^"]+"' "$root/src/Harness/Libtorch/LibtorchFolder.cs" | grep -oE '[0-9][^"]*'; }

heading() {
  local commit
  commit=$(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)
  echo "# Benchmarks"
  echo
  echo "Made by \`tests/bench/all.sh\`. Ratios are times of Harness over times of the tuned peer (channels_last, a worker a core), medians of alternating runs."
  echo
  $quick && printf '**A quick run on a few images, to see that it works: the numbers say nothing.**\n\n'
  echo "- Date: $(date -u +%Y-%m-%d), commit $commit, rounds: $rounds"
  echo "- Machine: $(grep -m 1 'model name' /proc/cpuinfo | sed 's/.*: //'), $(nproc) cores, $(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
  echo "- Harness: .NET $(dotnet --version), libtorch $(libtorch_version)"
  echo "- Peer: $(/usr/bin/python3 -c 'import sys, PIL, torch, torchvision as v; print(f"Python {sys.version.split()[0]}, PyTorch {torch.__version__}, torchvision {v.__version__}, Pillow {PIL.__version__}")')"
  echo "- OpenMP: OMP_WAIT_POLICY ${OMP_WAIT_POLICY:-not set; Harness sets PASSIVE for itself}"
  echo "- Load average before: $load_before, after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
}

load_before=$(cut -d ' ' -f 1-3 /proc/loadavg)
status=0 failed=()
: >"$work/summary"; : >"$work/sections"
for part in "${parts[@]}"; do
  printf '%s: %s …\n' "$(date +%H:%M:%S)" "$part" >&2
  # Not in a condition: there, bash would go on after a failure inside the part.
  set +e
  (set -e; "$part") >"$work/section"
  status=$?
  set -e
  if ((status)); then
    failed+=("$part")
    printf '| %s | | could not be measured | |\n' "$part" >>"$work/summary"
  else
    { cat "$work/section"; echo; } >>"$work/sections"
  fi
done

mkdir -p "$(dirname "$page")"
{ heading; printf '\n| what | target | measured | met |\n|---|---|---|---|\n'; cat "$work/summary"; echo; sed '$d' "$work/sections"; } >"$work/page"
cp "$work/page" "$page"
printf 'Written: %s\n' "$page" >&2
((${#failed[@]} == 0)) || fail "could not be measured: ${failed[*]}"
