"""The page: a heading, the summary of all verdicts, and a section for each part."""
import json
import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import machine
from benchmarks.locations import PEER_PYTHON, ROOT
from benchmarks.tables import markdown_table
from benchmarks.targets import Verdict


@dataclass
class Section:
    """What a part found: paragraphs and tables, all Markdown, and its verdicts for the summary."""

    title: str
    blocks: list = field(default_factory=list)
    verdicts: list = field(default_factory=list)

    def __str__(self):
        return "\n\n".join([f"## {self.title}", *self.blocks])


def assemble(heading, verdicts, sections):
    """The whole page as text."""
    summary = markdown_table(Verdict.HEADER, (verdict.cells for verdict in verdicts))
    return "\n\n".join([heading, summary, *map(str, sections)]) + "\n"


def heading(bench, load_before):
    """What was measured on what. bench: a parts.Bench; load_before: the load average when it began."""
    lines = [
        f"- Date: {time.strftime('%Y-%m-%d', time.gmtime())}, commit {commit()}, rounds: {bench.rounds}",
        f"- Machine: {machine.processor_name()}, {machine.cores()} cores, {machine.memory()}",
        f"- Harness: .NET {output_of('dotnet', '--version')}, {libtorch(bench.work)}",
        f"- Peer: {peer_versions()}",
        f"- OpenMP: OMP_WAIT_POLICY {os.environ.get('OMP_WAIT_POLICY', 'not set; Harness sets PASSIVE for itself')}",
        f"- Load average before: {load_before}, after: {machine.load_average()}",
    ]
    blocks = [
        "# Benchmarks",
        "Made by `tests/bench/all.py`. Ratios are times of Harness over times of the tuned peer (channels_last, a worker a core), medians of alternating "
        "runs; memory is the highest resident set of all runs, in 10⁹ bytes.",
        "**A quick run on a few images, to see that it works: the numbers say nothing.**" if bench.quick else None,
        "\n".join(lines),
    ]
    return "\n\n".join(block for block in blocks if block)


def commit():
    return output_of("git", "-C", ROOT, "describe", "--always", "--dirty")


def libtorch(work):
    """The version that the program has recorded in one of its results."""
    for path in sorted(Path(work).rglob("run.json")):
        version = find(json.loads(path.read_text(encoding="utf-8")), "torch_version")
        if version:
            return f"libtorch {version}"
    return "libtorch as the package brings it (no part trained anything)"


def find(value, key):
    """The first value of a key, at any depth."""
    if not isinstance(value, dict):
        return None
    return value.get(key) or next((found for inner in value.values() if (found := find(inner, key))), None)


def peer_versions():
    return output_of(
        PEER_PYTHON, "-c", "import sys, PIL, torch, torchvision as v; "
        "print(f'Python {sys.version.split()[0]}, PyTorch {torch.__version__}, torchvision {v.__version__}, Pillow {PIL.__version__}')")


def output_of(*command):
    """The first line that a command prints; `unknown` where it cannot be had."""
    try:
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        lines = []
    return lines[0] if lines else "unknown"
