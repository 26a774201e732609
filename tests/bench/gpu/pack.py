#!/usr/bin/env python3
"""Packs everything that an x86-64 GPU machine with PyTorch 2.10, but with neither .NET nor network, needs to run run.py.

  tests/bench/gpu/pack.py --data FOLDER --weights FILE --peer FILE [--out harness-gpu.tar.gz]

FOLDER has one folder of images per class, FILE the weights of resnet18_half and the peer, a PyTorch script that trains the same techniques.
There:  tar xzf harness-gpu.tar.gz && harness-gpu/run.py

In the package: the program with its own .NET runtime; experiments, images, weights and peer; run.py and its modules. libtorch is not in it: that of
the PyTorch that is installed there is used (LIBTORCH).
"""
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCH = HERE.parent
ROOT = BENCH.parents[1]
sys.path.append(str(BENCH))

from benchmarks import processes
from benchmarks.command_line import parser_for, run_command, say
from benchmarks.errors import BenchmarkError

NAME = "harness-gpu"
SCRIPTS = "run.py", "gpu_page.py", "gpu_watch.py"


def main():
    arguments = parse()
    with tempfile.TemporaryDirectory(prefix="harness-bench-") as folder:
        package = Path(folder) / NAME
        package.mkdir()
        say("publishing …")
        publish(package / "app", Path(folder))
        add_files(package, arguments)
        with tarfile.open(arguments.out, "w:gz") as archive:
            archive.add(package, NAME)
    say(f"{arguments.out}: {arguments.out.stat().st_size / 2**20:.0f} MiB. Needs PyTorch 2.10 with torchvision.")


def parse():
    parser = parser_for(__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="one folder of images per class")
    parser.add_argument("--weights", type=Path, required=True, metavar="FILE", help="of resnet18_half")
    parser.add_argument("--peer", type=Path, required=True, metavar="FILE", help="the PyTorch script to compare with")
    parser.add_argument("--out", type=Path, default=Path(f"{NAME}.tar.gz"), metavar="FILE.tar.gz")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        parser.error(f"--data must name a folder that holds one folder of images per class, not '{arguments.data}'")
    for option, file in (("--weights", arguments.weights), ("--peer", arguments.peer)):
        if not file.is_file():
            parser.error(f"{option} must name a file, not '{file}'")
    if not arguments.out.name.endswith(".tar.gz"):
        parser.error(f"--out must end in .tar.gz, not '{arguments.out}'")
    if not arguments.out.absolute().parent.is_dir():
        parser.error(f"--out must lie in a folder that exists, not '{arguments.out}'")
    return arguments


def publish(target, temporary):
    """Builds the program with its own runtime, and without libtorch."""
    # In an artifacts folder of its own: a build with its own runtime must not take the place of the usual one.
    command = [
        "dotnet", "publish", ROOT / "src" / "Harness.Cli" / "Harness.Cli.csproj", "-c", "Release", "-p:RuntimeIdentifier=linux-x64", "-p:SelfContained=true",
        f"-p:ArtifactsPath={temporary / 'artifacts'}/", "-o", target, "--nologo", "-v", "quiet"]
    try:
        processes.run(command, temporary / "log")
    except BenchmarkError as error:
        raise BenchmarkError("the program could not be published.", *error.details) from error
    shutil.rmtree(target / "libtorch", ignore_errors=True)
    for symbols in target.glob("*.pdb"):
        symbols.unlink()


def add_files(package, arguments):
    shutil.copytree(ROOT / "experiments", package / "experiments")
    shutil.copytree(arguments.data, package / "data")
    shutil.copy(arguments.weights, package / f"weights{arguments.weights.suffix}")
    shutil.copy(arguments.peer, package / "peer.py")
    shutil.copytree(BENCH / "benchmarks", package / "benchmarks", ignore=shutil.ignore_patterns("__pycache__"))
    for script in SCRIPTS:
        shutil.copy(HERE / script, package)
    found = subprocess.run(["git", "-C", ROOT, "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    (package / "commit").write_text((found.stdout.strip() or "unknown") + "\n", encoding="utf-8")


if __name__ == "__main__":
    run_command(main)
