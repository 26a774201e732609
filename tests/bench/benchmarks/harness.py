"""Runs Harness: a suite by the script that users run, or the program itself."""
from benchmarks import processes
from benchmarks.locations import RUN_ALL, program
from benchmarks.spreads import Spread

STARTS = 5


def run_arguments(suite, data, weights, folder, *options):
    """What `harness run` is told. Results go to `out` in the folder and finished epochs to `store`; weights: a file, or `none`."""
    return ["run", suite, "--data", data, "--weights", weights, "--out", folder / "out", "--store", folder / "store", *options]


def run_script(arguments, log):
    """Runs run-all.sh, which looks first whether there is something to build."""
    return processes.run([RUN_ALL, *arguments], log)


def run_program(arguments, log):
    """Runs the program itself, without the script that sets it up."""
    return processes.run([*program(), *arguments], log)


def repeat_program(arguments, times, log):
    """The median wall time of the program run so many times, and the output of the last."""
    runs = [run_program(arguments, log) for _ in range(times)]
    return Spread.of(run.wall_seconds for run in runs).median, runs[-1].output


def start_up_seconds(log):
    """What starting the program alone takes: the median of STARTS."""
    return repeat_program(["--version"], STARTS, log)[0]
