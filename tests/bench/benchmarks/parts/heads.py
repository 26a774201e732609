"""What twenty heads over one frozen backbone cost beside one of them, by turns."""
import shutil

from benchmarks import processes
from benchmarks.locations import FLOWERS_WEIGHTS, RUN_ALL, SUITES
from benchmarks.page import Section
from benchmarks.spreads import Spread, paired_ratios
from benchmarks.tables import markdown_table
from benchmarks.targets import Target, judge

RATIO = Target(1.5, 3)
ONE = "Heads [avg, linear, rate 1e-3]"


def measure(bench):
    one, twenty = [], []
    for _ in range(bench.rounds):
        one.append(seconds(bench, "--techniques", ONE))
        twenty.append(seconds(bench))
    ratios = paired_ratios(twenty, one)
    header = "one, s", "twenty, s", "lowest–highest ratio", f"ratio (median of {bench.rounds})"
    row = f"{Spread.of(one).median:.1f}", f"{Spread.of(twenty).median:.1f}", f"{ratios.lowest:.3f}–{ratios.highest:.3f}", f"{ratios.median:.3f}"
    return Section(
        "Twenty heads over one frozen backbone against one of them",
        [f"experiments/suites/flowers-heads.yaml, five epochs; the one is `{ONE}`.", markdown_table(header, [row])],
        [judge("twenty heads against one", ratios.median, RATIO)])


def seconds(bench, *options):
    store = bench.work / "store"
    shutil.rmtree(store, ignore_errors=True)
    return processes.run(
        [RUN_ALL, "run", SUITES / "flowers-heads.yaml", "--data", bench.flowers, "--weights", FLOWERS_WEIGHTS, "--out", bench.work / "out", "--store", store,
         *options], bench.work / "log").wall_seconds
