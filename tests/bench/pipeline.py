#!/usr/bin/env python3
"""Images a second and core of the data path against Pillow's and torchvision's, alternating in one run; prints a Markdown table.

  tests/bench/pipeline.py [--rounds N] [--seconds S]

Needs what the head of benchmarks/locations.py names.
"""
import tempfile
from pathlib import Path

from benchmarks import locations
from benchmarks.command_line import parser_for, positive, positive_whole, run_command
from benchmarks.pipeline_rates import measure_pipeline, pipeline_table


def main():
    parser = parser_for(__doc__)
    parser.add_argument("--rounds", type=positive_whole, default=3, metavar="N", help="alternations, of which medians are taken (default: 3)")
    parser.add_argument("--seconds", type=positive, default=1, metavar="S", help="how long each rate is measured (default: 1)")
    arguments = parser.parse_args()
    locations.set_up()
    with tempfile.TemporaryDirectory(prefix="harness-bench-") as folder:
        print(pipeline_table(measure_pipeline(Path(folder), arguments.rounds, arguments.seconds)))


if __name__ == "__main__":
    run_command(main)
