"""What a suite takes when all or most of its epochs are stored."""
import re

from benchmarks.errors import BenchmarkError
from benchmarks.locations import FLOWERS_WEIGHTS, SUITES, TECHNIQUES
from benchmarks.page import Section
from benchmarks.parts.program import STARTS, median_seconds, run_program, start_up_seconds
from benchmarks.tables import markdown_table
from benchmarks.targets import Target, judge

SECONDS = Target(1, 2, "s")
EPOCHS = Target(2, 0)
ADDED = TECHNIQUES / "bn-only-by-name.yaml"


def measure(bench):
    suite = [
        "run", SUITES / "flowers.yaml", "--data", bench.flowers, "--weights", FLOWERS_WEIGHTS, "--seeds", 0, "--out", bench.work / "out", "--store",
        bench.work / "store"]
    start = start_up_seconds(bench)
    first = run_program(bench, *suite)
    again, again_output = median_seconds(bench, bench.repeats, *suite)
    added = run_program(bench, *suite, "--also", ADDED)
    first_epochs, again_epochs, added_epochs = (planned_epochs(output) for output in (first.output, again_output, added.output))
    rows = [
        ("first", first_epochs[0], f"{first.wall_seconds:.2f}"),
        (f"again, nothing changed (median of {bench.repeats})", again_epochs[0], f"{again:.2f}"),
        (f"with {ADDED.name} added, which has two epochs of its own", added_epochs[0], f"{added.wall_seconds:.2f}"),
    ]
    return Section(
        "The same suite again",
        ["`dotnet harness-cli.dll`, the seven techniques on flowers with the store on. "
         f"Start-up alone (`--version`, median of {STARTS}), which is part of all times: {start:.2f} s.",
         markdown_table(("run", "epochs", "wall time, s"), rows)],
        [judge("suite again, nothing changed, start-up included", again, SECONDS),
         judge("one technique of two epochs added: epochs run", added_epochs[1], EPOCHS)])


def planned_epochs(output):
    """What a run says of its epochs (`14 epochs to know, 2 to run`), and how many of them it is to run."""
    found = re.search(r"\d+ epochs? to know, (\d+) to run", output)
    if not found:
        raise BenchmarkError("the run does not say how many epochs it runs.", *output.splitlines()[:5])
    return found[0], int(found[1])
