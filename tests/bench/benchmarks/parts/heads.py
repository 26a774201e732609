"""What twenty heads over one frozen backbone cost beside one of them, by turns."""
import shutil

from benchmarks.harness import run_arguments, run_script
from benchmarks.locations import FLOWERS_WEIGHTS, SUITES
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
    return Section(
        "Twenty heads over one frozen backbone against one of them",
        [f"experiments/suites/flowers-heads.yaml, five epochs; the one is `{ONE}`.", table(Spread.of(one), Spread.of(twenty), ratios)],
        [judge("twenty heads against one", ratios.median, RATIO)])


def seconds(bench, *options):
    """The wall time of the suite with nothing stored."""
    shutil.rmtree(bench.work / "store", ignore_errors=True)
    arguments = run_arguments(SUITES / "flowers-heads.yaml", bench.flowers, FLOWERS_WEIGHTS, bench.work, *options)
    return run_script(arguments, bench.work / "log").wall_seconds


def table(one, twenty, ratios):
    header = "one, s", "twenty, s", "lowest–highest ratio", f"ratio (median of {ratios.rounds})"
    row = f"{one.median:.1f}", f"{twenty.median:.1f}", f"{ratios.lowest:.3f}–{ratios.highest:.3f}", f"{ratios.median:.3f}"
    return markdown_table(header, [row])
