"""The Markdown page that run.py writes."""
import statistics
from dataclasses import dataclass

from benchmarks.accuracies import accuracies_of_peer
from benchmarks.processes import ProcessRun
from benchmarks.spreads import Spread, paired_ratios
from benchmarks.tables import markdown_table, number
from gpu_watch import GpuUsage

# One seed on a few hundred validation images: rounding alone moves a handful of them, a defect moves far more.
TOLERANCE = 0.03


@dataclass(frozen=True)
class Measured:
    """One run of the seven techniques."""

    process: ProcessRun
    gpu: GpuUsage

    @property
    def busy_cores(self):
        return self.process.processor_seconds / self.process.wall_seconds


def times_table(runs):
    """runs: label to a Measured for each round; the first is Harness, which the others are compared with."""
    harness = next(iter(runs.values()))
    header = (
        f"the seven techniques, median of {len(harness)}", "wall, s", "ratio: Harness / this", "processor cores busy", "memory, MiB", "GPU busy, %",
        "GPU memory, MiB")
    return markdown_table(header, (times_row(label, measured, harness) for label, measured in runs.items()), numbers_right=True)


def times_row(label, measured, harness):
    ratio = paired_ratios(seconds(harness), seconds(measured)).median
    return (
        label,
        number(median(run.process.wall_seconds for run in measured), ".1f"),
        f"{ratio:.2f}",
        number(median(run.busy_cores for run in measured), ".1f"),
        number(median(run.process.peak_bytes / 2**20 for run in measured), ".0f"),
        number(median(run.gpu.busy_percent for run in measured), ".0f"),
        number(median(run.gpu.memory_mebibytes for run in measured), ".0f"),
    )


def seconds(measured):
    return [run.process.wall_seconds for run in measured]


def median(values):
    """Of the values that are known; None where none is."""
    known = [value for value in values if value is not None]
    return Spread.of(known).median if known else None


def accuracies_table(processor, device, peer):
    """A table of final accuracies by technique, and the techniques that the device gives elsewhere than the processor."""
    rows, far = [], []
    for technique, values in processor.items():
        here, there, theirs = map(mean, (values, device.get(technique), accuracies_of_peer(technique, peer)))
        difference = None if there is None else there - here
        if difference is None or abs(difference) > TOLERANCE:
            far.append(technique)
        rows.append((technique, f"{here:.4f}", number(there, ".4f"), number(difference, "+.4f"), number(theirs, ".4f")))
    return markdown_table(("technique, one seed", "processor", "device", "difference", "PyTorch"), rows, numbers_right=True), far


def mean(values):
    return statistics.mean(values) if values else None


def assemble(facts, runs, processor, device, peer):
    """The page as text, and whether the accuracies on device and processor agree. facts: lines that say what was measured on what."""
    accuracies, far = accuracies_table(processor, device, peer)
    conclusion = (
        f"**The accuracies of device and processor differ by more than {TOLERANCE}: {', '.join(far)}.**" if far
        else f"The accuracies of device and processor differ by at most {TOLERANCE}.")
    blocks = ["# Harness on a GPU machine", "\n".join(f"- {fact}" for fact in facts), times_table(runs), accuracies, conclusion]
    return "\n\n".join(blocks) + "\n", not far
