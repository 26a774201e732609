#!/usr/bin/env python3
"""Runs a command and writes what it took: wall and processor seconds, memory and, of a GPU, how busy it was.

  measure.py RESULT.json [--gpu] -- COMMAND …

What the command prints goes to RESULT.log. Ends with the command's exit code.
"""
import json
import os
import resource
import statistics
import subprocess
import sys
import time

INTERVAL_MILLISECONDS = 200


def watch_gpu():
    """Starts nvidia-smi, which prints a line per interval: utilisation in percent, memory in MiB."""
    device = os.environ.get("CUDA_VISIBLE_DEVICES", "0").split(",")[0] or "0"
    return subprocess.Popen(
        ["nvidia-smi", "-i", device, "--query-gpu=utilization.gpu,memory.used", "--format=csv,noheader,nounits", "-lms", str(INTERVAL_MILLISECONDS)],
        stdout=subprocess.PIPE, text=True)


def summarise_gpu(watcher):
    watcher.terminate()
    lines = watcher.communicate()[0].splitlines()
    # The last line may be cut off; a card that does not tell a figure prints [N/A].
    samples = [line.split(",") for line in lines if line.count(",") == 1]
    numbers = [(float(busy), float(memory)) for busy, memory in samples if busy.strip().isdigit() and memory.strip().isdigit()]
    if not numbers:
        return {}
    busy, memory = zip(*numbers)
    return {"gpu_busy_percent": statistics.mean(busy), "gpu_memory_mib": max(memory), "gpu_samples": len(numbers)}


def main():
    separator = sys.argv.index("--")
    result, gpu = sys.argv[1], "--gpu" in sys.argv[2:separator]
    watcher = watch_gpu() if gpu else None
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    with open(os.path.splitext(result)[0] + ".log", "wb") as log:
        code = subprocess.call(sys.argv[separator + 1:], stdout=log, stderr=subprocess.STDOUT)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = {
        "wall_seconds": wall,
        "processor_seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "memory_mib": after.ru_maxrss / 1024,
    }
    if watcher:
        figures.update(summarise_gpu(watcher))
    with open(result, "w", encoding="utf-8") as file:
        json.dump(figures, file)
    sys.exit(code)


if __name__ == "__main__":
    main()
