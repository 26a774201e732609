#!/usr/bin/env python3
"""Runs all comparisons and writes one Markdown page: what was measured, beside its target, then every table.

  tests/bench/all.py [--rounds N] [--out PAGE.md] [--quick] [--only PART]…

The committed page is results/reference/benchmarks.md. Three rounds take about 40 minutes on two fast cores, which should have nothing else to do.
A missed target is no failure, and a part that fails does not keep the others from running: the exit status tells whether everything could be
measured.

Needs Python 3.10 and what the head of benchmarks/locations.py names. The tests of what it is made of: python3 -m unittest discover tests/bench
"""
import tempfile
import traceback
from pathlib import Path

from benchmarks import images, locations, machine
from benchmarks.command_line import parser_for, positive_whole, run_command, say
from benchmarks.errors import BenchmarkError, print_error
from benchmarks.page import assemble, heading
from benchmarks.parts import Bench
from benchmarks.parts.catalog import PARTS
from benchmarks.targets import not_measured

QUICK_IMAGES = 16


def main():
    arguments = parse()
    load_before = machine.load_average()
    locations.set_up()
    with tempfile.TemporaryDirectory(prefix="harness-bench-") as folder:
        bench = make_bench(arguments, Path(folder))
        verdicts, sections, failed = measure_parts(bench, [name for name in PARTS if name in (arguments.only or PARTS)])
        page = assemble(heading(bench, load_before), verdicts, sections)
    write(arguments.out, page)
    if failed:
        raise BenchmarkError(f"could not be measured: {', '.join(failed)}")


def parse():
    parser = parser_for(__doc__)
    parser.add_argument("--rounds", type=positive_whole, default=3, metavar="N", help="alternations, of which medians are taken (default: 3)")
    parser.add_argument(
        "--out", type=Path, default=locations.ROOT / "artifacts" / "benchmarks.md", metavar="PAGE.md", help="default: artifacts/benchmarks.md")
    parser.add_argument(
        "--quick", action="store_true", help="one round on a few images, to see that everything works; its numbers say nothing")
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=f"one of the parts {' '.join(PARTS)}; may be repeated")
    return parser.parse_args()


def make_bench(arguments, folder):
    if not arguments.quick:
        return Bench(folder, locations.FLOWERS, arguments.rounds)
    few = images.first_images(locations.FLOWERS, folder / "flowers", QUICK_IMAGES)
    return Bench(folder, few, rounds=1, repeats=1, seconds=0.2, images_at_224=5, quick=True)


def measure_parts(bench, names):
    """Measures one part after the other; returns all verdicts, all sections, and the names of parts that failed."""
    verdicts, sections, failed = [], [], []
    for name in names:
        say(f"{name} …")
        try:
            section = PARTS[name](bench.inside(name))
        except Exception as error:  # pylint: disable=broad-exception-caught
            tell(error)
            failed.append(name)
            verdicts.append(not_measured(name))
        else:
            sections.append(section)
            verdicts += section.verdicts
    return verdicts, sections, failed


def tell(error):
    """A person can do something about some errors; others are defects of the benchmarks."""
    if isinstance(error, BenchmarkError):
        print_error(error)
    else:
        traceback.print_exception(error)


def write(path, page):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    say(f"written: {path}")


if __name__ == "__main__":
    run_command(main)
