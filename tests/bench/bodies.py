#!/usr/bin/env python3
"""Images a second of every kind of pass through a body, Harness against PyTorch, asked in turn; prints Markdown.

  tests/bench/bodies.py [--backbone resnet18_half] [--size 128] [--batch 64] [--threads N] [--rounds 5] [--seconds 1] [workload …]

Two processes, Harness.BodyBench and peers/bodies_peer.py, answer "how many images a second" for each workload alternately, so that whatever
else the machine does meets both. Ratios are medians of the rounds' ratios. The first row, always measured, is what the machine can do: one large
convolution in fp32. GFLOP/s of a body counts its convolutions' operations alone, and the column beside it says how much of the large convolution's
that is, both in Harness (bfloat16 may pass 100 %).

Needs Debian's python3-torch, python3-torchvision, libopenblas0-openmp.
"""
from benchmarks import locations, machine
from benchmarks.body_rates import WORKLOADS, Body, measure_bodies
from benchmarks.command_line import parser_for, positive, positive_whole, run_command
from benchmarks.errors import BenchmarkError


def main():
    parser = parser_for(__doc__)
    parser.add_argument("--backbone", default="resnet18_half")
    parser.add_argument("--size", type=positive_whole, default=128, metavar="PIXELS")
    parser.add_argument("--batch", type=positive_whole, default=64, metavar="IMAGES")
    parser.add_argument("--threads", type=positive_whole, default=machine.cores(), metavar="N")
    parser.add_argument("--rounds", type=positive_whole, default=5, metavar="N")
    parser.add_argument("--seconds", type=positive, default=1, metavar="S")
    parser.add_argument("workloads", nargs="*", metavar="workload", help=f"default: all of {', '.join(WORKLOADS)}")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.workloads if name not in WORKLOADS]
    if unknown:
        raise BenchmarkError(f"unknown workloads: {', '.join(unknown)}.", f"Known: {', '.join(WORKLOADS)}")
    locations.require_pytorch()
    body = Body(arguments.backbone, arguments.size, arguments.batch, arguments.threads)
    print("\n\n".join(measure_bodies(body, arguments.rounds, arguments.seconds, arguments.workloads or WORKLOADS)))


if __name__ == "__main__":
    run_command(main)
