#!/usr/bin/env python3
"""Measures Harness against PyTorch on this machine, which needs PyTorch 2.10 with torchvision and, for cuda, an NVIDIA GPU.

  ./run.py [--device cuda|cpu] [--rounds 3] [--images-per-class N] [--out page.md] [--python python3] [-- options of 'harness run' …]

Harness runs on the libtorch of this PyTorch. Compares accuracies on processor and device with one seed, then runs the seven techniques
in Harness, in PyTorch and in tuned PyTorch by turns, and writes a Markdown page. --device cpu does all that without a GPU;
--images-per-class takes only the first images of each class, to try the script out. The exit status is 1 where something could not be
measured, or where device and processor give other accuracies. This script comes with its package: pack.py makes that.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
# In the package the modules lie beside this script, in the repository a folder above.
sys.path.append(str(HERE.parent))

from benchmarks import images, machine, processes
from benchmarks.accuracies import final_accuracies
from benchmarks.command_line import parser_for, positive_whole, run_command, say
from benchmarks.errors import BenchmarkError
from gpu_page import Measured, assemble
from gpu_watch import GpuWatch, first_gpu

SUITE = HERE / "experiments" / "suites" / "flowers.yaml"
PROGRAM = HERE / "app" / "harness-cli"
PEER = HERE / "peer.py"
PYTORCH_VERSION = "2.10"


def main():
    arguments, run_options = parse(sys.argv[1:])
    # Otherwise CUDA counts the fastest first, and nvidia-smi counts as they are plugged in.
    os.environ["CUDA_DEVICE_ORDER"] = "PCI_BUS_ID"
    if not os.access(PROGRAM, os.X_OK):
        raise BenchmarkError("there is no program beside this script.", "Make the package with tests/bench/gpu/pack.py, and run the script in it.")
    pytorch = find_pytorch(arguments.python, arguments.device)
    say(f"PyTorch {pytorch.version} in {pytorch.folder}")
    with tempfile.TemporaryDirectory(prefix="harness-bench-") as folder:
        comparison = Comparison(arguments, run_options, pytorch, Path(folder))
        page, agrees = comparison.run()
    print(page, end="")
    Path(arguments.out).write_text(page, encoding="utf-8")
    return 0 if agrees else 1


def parse(words):
    """The arguments, and what follows `--`: options of `harness run`."""
    own, run_options = words, []
    if "--" in words:
        separator = words.index("--")
        own, run_options = words[:separator], words[separator + 1:]
    parser = parser_for(__doc__)
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--rounds", type=positive_whole, default=3, metavar="N", help="alternations, of which medians are taken (default: 3)")
    parser.add_argument("--images-per-class", type=positive_whole, metavar="N", help="default: all")
    parser.add_argument("--out", default="page.md", metavar="PAGE.md")
    parser.add_argument("--python", default="python3", metavar="PYTHON", help="an interpreter that has PyTorch")
    return parser.parse_args(own), run_options


@dataclass(frozen=True)
class PyTorch:
    """The PyTorch of an interpreter."""

    python: str
    version: str
    folder: Path

    @property
    def environment(self):
        """What lets the program load this PyTorch's libtorch.

        PyTorch of pip finds its CUDA libraries in the folders of other packages; Python loads them before, here the loader must.
        """
        libraries = [self.folder / "lib", *sorted(self.folder.parent.glob("nvidia/*/lib"))]
        inherited = os.environ.get("LD_LIBRARY_PATH")
        return {"LIBTORCH": str(self.folder / "lib"), "LD_LIBRARY_PATH": ":".join([*map(str, libraries), *([inherited] if inherited else [])])}


def find_pytorch(python, device):
    """Asks an interpreter for its PyTorch; raises BenchmarkError where it has none that fits."""
    code = ("import json, os, torch, torchvision; "
            "print(json.dumps([torch.__version__, os.path.dirname(torch.__file__), torch.cuda.is_available()]))")
    try:
        found = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    except OSError as error:
        raise BenchmarkError(f"{python} cannot be started: {error.strerror}.", "Name another interpreter with --python.") from error
    if found.returncode:
        raise BenchmarkError(f"{python} cannot import torch and torchvision.", *found.stderr.splitlines()[-1:], "Name another interpreter with --python.")
    version, folder, has_cuda = json.loads(found.stdout.splitlines()[-1])
    if not version.startswith(f"{PYTORCH_VERSION}."):
        raise BenchmarkError(
            f"{python} has PyTorch {version}; the program needs {PYTORCH_VERSION}, whose libtorch it loads.",
            "Install it, or name another interpreter with --python.")
    if device == "cuda" and not has_cuda:
        raise BenchmarkError(f"PyTorch {version} sees no CUDA device.", "--device cpu runs everything without one.")
    return PyTorch(python, version, Path(folder))


class Comparison:
    """All runs of one call, in a temporary folder."""

    def __init__(self, arguments, run_options, pytorch, work):
        self.device, self.rounds, self.run_options, self.pytorch, self.work = arguments.device, arguments.rounds, run_options, pytorch, work
        self.data = HERE / "data"
        if arguments.images_per_class:
            self.data = images.first_images(self.data, work / "data", arguments.images_per_class)
        self.weights = next(HERE.glob("weights.*"))
        self.split, self.peer_epochs = work / "split.csv", work / "peer.csv"

    def run(self):
        """Measures everything; returns the page, and whether device and processor agree."""
        processes.run([PROGRAM, "data", "split", SUITE, "--data", self.data, "--out", self.split], self.work / "split.log", self.pytorch.environment)
        self.run_harness("cpu", "cpu")
        runs = {"Harness": [], "PyTorch": [], "PyTorch, tuned": []}
        for number in range(1, self.rounds + 1):
            runs["Harness"].append(self.run_harness(f"harness-{number}", self.device))
            runs["PyTorch"].append(self.run_peer(f"peer-{number}"))
            runs["PyTorch, tuned"].append(self.run_peer(f"tuned-{number}", "--tuned"))
        processor, device = (final_accuracies(self.work / name / "epochs.csv") for name in ("cpu", f"harness-{self.rounds}"))
        return assemble(self.facts(), runs, processor, device, final_accuracies(self.peer_epochs))

    def run_harness(self, name, device):
        store = self.work / "store"
        shutil.rmtree(store, ignore_errors=True)
        return self.measure(
            name,
            [PROGRAM, "run", SUITE, "--data", self.data, "--weights", self.weights, "--seeds", 0, "--out", self.work / name, "--store", store,
             "--device", device, *self.run_options],
            self.pytorch.environment)

    def run_peer(self, name, *options):
        return self.measure(
            name,
            [self.pytorch.python, PEER, "--split", self.split, "--root", self.data, "--arch", "resnet18_half", "--weights", self.weights, "--size", 128,
             "--epochs", 2, "--seeds", 0, "--workers", machine.cores(), "--out", self.peer_epochs, *options],
            {})

    def measure(self, name, command, environment):
        say(f"{name} …")
        log = self.work / f"{name}.log"
        if self.device == "cpu":
            # The peer takes a GPU wherever it sees one.
            environment = {**environment, "CUDA_VISIBLE_DEVICES": ""}
        watch = GpuWatch(self.device == "cuda")
        try:
            with watch:
                process = processes.run(command, log, environment)
        except BenchmarkError as error:
            kept = shutil.copy(log, HERE)
            raise BenchmarkError(str(error), *error.details, f"The whole output: {kept}") from error
        return Measured(process, watch.usage)

    def facts(self):
        """What was measured, on what."""
        classes = len(images.class_folders(self.data))
        return [
            f"Date: {time.strftime('%Y-%m-%d', time.gmtime())}, commit {(HERE / 'commit').read_text(encoding='utf-8').strip()}",
            f"Processor: {machine.processor_name()}, {machine.cores()} threads",
            f"Device: {self.device}; GPU: {graphics_card() if self.device == 'cuda' else 'none'}",
            f"PyTorch: {self.pytorch.version}",
            f"Data: {images.count_images(self.data)} images of {classes} classes, resnet18_half at 128 pixels, batches of 64, two epochs, seed 0",
            f"Options: {' '.join(self.run_options) or 'none'}",
            "Wall time is that of the whole process; the ratio is the median over rounds in which all ran in turn",
            "Memory is that of the largest process",
        ]


def graphics_card():
    """Name and driver of the GPU that is measured."""
    command = ["nvidia-smi", "-i", first_gpu(), "--query-gpu=name,driver_version", "--format=csv,noheader"]
    try:
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        lines = []
    return lines[0] if lines else "unknown"


if __name__ == "__main__":
    run_command(main)
