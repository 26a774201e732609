"""What a suite takes when all or most of its epochs are stored."""
import re

from benchmarks.errors import BenchmarkError
from benchmarks.harness import STARTS, repeat_program, run_arguments, run_program, start_up_seconds
from benchmarks.locations import FLOWERS_WEIGHTS, SUITES, TECHNIQUES
from benchmarks.page import Section
from benchmarks.tables import markdown_table
from benchmarks.targets import Target, judge

SECONDS = Target(1, 2, "s")
EPOCHS = Target(2, 0)
ADDED = TECHNIQUES / "bn-only-by-name.yaml"


def measure(bench):
    log = bench.work / "log"
    suite = run_arguments(SUITES / "flowers.yaml", bench.flowers, FLOWERS_WEIGHTS, bench.work, "--seeds", 0)
    start = start_up_seconds(log)
    first = run_program(suite, log)
    again, again_output = repeat_program(suite, bench.repeats, log)
    added = run_program([*suite, "--also", ADDED], log)
    added_epochs, added_to_run = planned_epochs(added.output)
    rows = [
        ("first", planned_epochs(first.output)[0], f"{first.wall_seconds:.2f}"),
        (f"again, nothing changed (median of {bench.repeats})", planned_epochs(again_output)[0], f"{again:.2f}"),
        (f"with {ADDED.name} added, which has two epochs of its own", added_epochs, f"{added.wall_seconds:.2f}"),
    ]
    return Section(
        "The same suite again",
        ["`dotnet harness-cli.dll`, the seven techniques on flowers with the store on. "
         f"Start-up alone (`--version`, median of {STARTS}), which is part of all times: {start:.2f} s.",
         markdown_table(("run", "epochs", "wall time, s"), rows)],
        [judge("suite again, nothing changed, start-up included", again, SECONDS),
         judge("one technique of two epochs added: epochs run", added_to_run, EPOCHS)])


def planned_epochs(output):
    """What a run says of its epochs (`14 epochs in all, 2 to run`), and how many of them it is to run."""
    found = re.search(r"\d+ epochs? in all, (?:at most )?(\d+) to run", output)
    if not found:
        raise BenchmarkError("the run does not say how many epochs it runs.", *output.splitlines()[:5])
    return found[0], int(found[1])
