"""How busy a GPU is, and how much of its memory is taken, while something runs."""
import os
import shutil
import statistics
import subprocess
from dataclasses import dataclass

INTERVAL_MILLISECONDS = 200


def first_gpu():
    """What nvidia-smi calls the GPU that CUDA calls the first, where CUDA_DEVICE_ORDER is PCI_BUS_ID."""
    return os.environ.get("CUDA_VISIBLE_DEVICES", "0").split(",")[0] or "0"


@dataclass(frozen=True)
class GpuUsage:
    """None where nvidia-smi did not tell."""

    busy_percent: float | None = None
    """The mean over all samples."""
    memory_mebibytes: float | None = None
    """The most, of all programs on the GPU."""


class GpuWatch:
    """While its context is open nvidia-smi prints a line an interval; afterwards `usage` has the figures."""

    def __init__(self, wanted):
        self.wanted, self.watcher, self.usage = wanted and shutil.which("nvidia-smi") is not None, None, GpuUsage()

    def __enter__(self):
        if self.wanted:
            command = [
                "nvidia-smi", "-i", first_gpu(), "--query-gpu=utilization.gpu,memory.used", "--format=csv,noheader,nounits",
                "-lms", str(INTERVAL_MILLISECONDS)]
            self.watcher = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        if self.watcher:
            self.watcher.terminate()
            self.usage = summarize(self.watcher.communicate()[0])


def summarize(lines):
    """The usage from lines `percent, mebibytes`. The last line may be cut off; a card that does not tell a figure prints [N/A]."""
    samples = [[cell.strip() for cell in line.split(",")] for line in lines.splitlines()]
    numbers = [(float(sample[0]), float(sample[1])) for sample in samples if len(sample) == 2 and all(cell.isdigit() for cell in sample)]
    if not numbers:
        return GpuUsage()
    busy, memory = zip(*numbers)
    return GpuUsage(statistics.mean(busy), max(memory))
