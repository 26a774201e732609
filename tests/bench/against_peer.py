#!/usr/bin/env python3
"""Wall time of Harness against PyTorch on the same images, split, weights, size and epochs, alternating in one run; prints a Markdown table.

  tests/bench/against_peer.py [--tuned] [--rounds N] [--precision fp32,bf16] [--all] [technique …]

Without techniques: the feature extractor and BN-only training, each alone, sharing and store off. --all: the seven as one suite, sharing on.
Of several precisions, each is compared with the one run of the peer (always fp32) in its round. --suite --arch --size --weights --data measure
another setting than flowers at 128 pixels; what the peer is told must be what the suite says. --keep keeps the last round's epochs: peer.csv,
and one file a precision.

Needs what the head of benchmarks/locations.py names.
"""
import argparse
import tempfile
from pathlib import Path

from benchmarks import locations
from benchmarks.command_line import parser_for, positive_whole, run_command
from benchmarks.peer_comparison import PeerComparison, Setting, comparison_table

PRECISIONS = "fp32", "bf16"
DEFAULT_TECHNIQUES = "feature-extractor", "bn-only"


def main():
    arguments = parse()
    locations.set_up()
    setting = Setting(arguments.suite, arguments.data, arguments.arch, arguments.size, arguments.weights)
    with tempfile.TemporaryDirectory(prefix="harness-bench-") as folder:
        comparison = PeerComparison(setting, folder, arguments.rounds, arguments.precision, arguments.tuned)
        if arguments.all:
            rows = comparison.together()
        else:
            rows = [row for technique in arguments.techniques or DEFAULT_TECHNIQUES for row in comparison.alone(technique)]
        print(comparison_table(rows, arguments.rounds, arguments.tuned))
        if arguments.keep:
            comparison.keep(arguments.keep)


def parse():
    default = Setting()
    parser = parser_for(__doc__)
    parser.add_argument("--tuned", action="store_true", help="the peer as an experienced user would run it: channels_last, a worker a core")
    parser.add_argument("--all", action="store_true", help="the seven techniques as one suite")
    parser.add_argument("--rounds", type=positive_whole, default=3, metavar="N", help="alternations, of which medians are taken (default: 3)")
    parser.add_argument("--precision", type=precisions, default=["fp32"], metavar="LIST", help="of Harness: fp32, bf16 or both (default: fp32)")
    parser.add_argument("--suite", type=Path, default=default.suite, metavar="FILE")
    parser.add_argument("--arch", default=default.architecture, metavar="NAME", help="the peer's name of the suite's backbone")
    parser.add_argument("--size", type=positive_whole, default=default.size, metavar="PIXELS")
    parser.add_argument("--weights", default=default.weights, metavar="FILE", help="weights of the backbone, or none")
    parser.add_argument("--data", type=Path, default=default.data, metavar="FOLDER", help="images in class folders")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the last round's epochs are copied to")
    parser.add_argument("techniques", nargs="*", metavar="technique", help="the peer's names, which are those of the files in experiments/techniques")
    arguments = parser.parse_args()
    if arguments.all and arguments.techniques:
        parser.error("--all takes no techniques")
    return arguments


def precisions(text):
    """An argument that lists precisions."""
    names = text.split(",")
    if unknown := [name for name in names if name not in PRECISIONS]:
        raise argparse.ArgumentTypeError(f"there is no precision '{unknown[0]}'; known: {', '.join(PRECISIONS)}")
    return names


if __name__ == "__main__":
    run_command(main)
