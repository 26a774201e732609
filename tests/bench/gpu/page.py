#!/usr/bin/env python3
"""Makes a Markdown page of what run.sh measured.

  page.py FOLDER TITLE-LINE …

FOLDER has harness-N.json, peer-N.json and tuned-N.json of measure.py for the rounds N = 1, 2 …, cpu/epochs.csv and device/epochs.csv of Harness
with one seed, and peer.csv. Ends with 1 where an accuracy on the device is further from the processor's than TOLERANCE.
"""
import glob
import json
import os
import statistics
import sys

from compare_accuracy import NAMES, last_epochs

# One seed on a few hundred validation images: rounding alone moves a handful of them, a defect moves far more.
TOLERANCE = 0.03


def rounds(folder, name):
    paths = glob.glob(os.path.join(folder, f"{name}-*.json"))
    figures = []
    for path in sorted(paths, key=lambda path: int(path.rsplit("-", 1)[1][:-5])):
        with open(path, encoding="utf-8") as file:
            figures.append(json.load(file))
    return figures


def median(figures, key, scale=1.0):
    values = [figure[key] for figure in figures if key in figure]
    return statistics.median(values) * scale if values else None


def cell(value, form):
    return "" if value is None else format(value, form)


def print_times(folder):
    harness = rounds(folder, "harness")
    print(f"| the seven techniques, median of {len(harness)} | wall, s | ratio: Harness / this | processor cores busy | memory, MiB | GPU busy, % | GPU memory, MiB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, label in (("harness", "Harness"), ("peer", "PyTorch"), ("tuned", "PyTorch, tuned")):
        figures = rounds(folder, name)
        # Paired: what disturbs one round disturbs both of its runs.
        ratio = statistics.median(own["wall_seconds"] / other["wall_seconds"] for own, other in zip(harness, figures))
        cores = statistics.median(figure["processor_seconds"] / figure["wall_seconds"] for figure in figures)
        print(
            f"| {label} | {median(figures, 'wall_seconds'):.1f} | {ratio:.2f} | {cores:.1f} | {median(figures, 'memory_mib'):.0f} "
            f"| {cell(median(figures, 'gpu_busy_percent'), '.0f')} | {cell(median(figures, 'gpu_memory_mib'), '.0f')} |")


def mean(values):
    return statistics.mean(values) if values else None


def print_accuracies(folder):
    processor, device = (last_epochs(os.path.join(folder, name, "epochs.csv")) for name in ("cpu", "device"))
    peer = last_epochs(os.path.join(folder, "peer.csv"))
    far = []
    print("| technique, one seed | processor | device | difference | PyTorch |")
    print("|---|---:|---:|---:|---:|")
    for technique in processor:
        here, there = mean(processor[technique]), mean(device.get(technique, []))
        difference = None if there is None else there - here
        if difference is None or abs(difference) > TOLERANCE:
            far.append(technique)
        print(f"| {technique} | {here:.4f} | {cell(there, '.4f')} | {cell(difference, '+.4f')} | {cell(mean(peer.get(NAMES.get(technique), [])), '.4f')} |")
    return far


def main():
    folder = sys.argv[1]
    print("# Harness on a GPU machine\n")
    for line in sys.argv[2:]:
        print(f"- {line}")
    print()
    print_times(folder)
    print()
    far = print_accuracies(folder)
    print()
    if far:
        print(f"**The accuracies of device and processor differ by more than {TOLERANCE}: {', '.join(far)}.**")
        sys.exit(1)
    print(f"The accuracies of device and processor differ by at most {TOLERANCE}.")


if __name__ == "__main__":
    main()
