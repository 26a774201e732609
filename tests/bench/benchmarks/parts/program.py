"""The program itself, started without the script that sets it up."""
from benchmarks import processes
from benchmarks.locations import program
from benchmarks.spreads import Spread

STARTS = 5


def run_program(bench, *arguments):
    return processes.run([*program(), *arguments], bench.work / "log")


def median_seconds(bench, times, *arguments):
    """The median wall time of a command run so many times, and the output of the last."""
    runs = [run_program(bench, *arguments) for _ in range(times)]
    return Spread.of(run.wall_seconds for run in runs).median, runs[-1].output


def start_up_seconds(bench):
    """What starting alone takes."""
    return median_seconds(bench, STARTS, "--version")[0]
