"""Where everything is, and whether it is there.

The shared folder is not part of the repository: HARNESS_SHARED, or `shared` beside the repository, with peer/pytorch_peer.py (the seven techniques as
a PyTorch script), data/flowers (images in class folders) and weights/resnet18_half-tiny-imagenet.pth (their backbone). PyTorch is Debian's:
python3-torch python3-torchvision libopenblas0-openmp.
"""
import os
import subprocess
from pathlib import Path

from benchmarks.errors import BenchmarkError

ROOT = Path(__file__).resolve().parents[3]
BENCH = ROOT / "tests" / "bench"
PEERS = BENCH / "peers"
TECHNIQUES = ROOT / "experiments" / "techniques"
SUITES = ROOT / "experiments" / "suites"
RUN_ALL = ROOT / "run-all.sh"

SHARED = Path(os.environ.get("HARNESS_SHARED") or ROOT.parent / "shared")
PEER_SCRIPT = SHARED / "peer" / "pytorch_peer.py"
FLOWERS = SHARED / "data" / "flowers"
FLOWERS_WEIGHTS = SHARED / "weights" / "resnet18_half-tiny-imagenet.pth"

# Debian's, whichever Python runs the benchmarks.
PEER_PYTHON = "/usr/bin/python3"


def require_shared():
    for path in (PEER_SCRIPT, FLOWERS, FLOWERS_WEIGHTS):
        if not path.exists():
            raise BenchmarkError(
                f"{path} is not there.", "The head of tests/bench/benchmarks/locations.py says what the folder holds; HARNESS_SHARED says where it is.")


def require_pytorch():
    try:
        found = subprocess.run([PEER_PYTHON, "-c", "import torch, torchvision"], capture_output=True, text=True, check=False)
    except OSError as error:
        raise BenchmarkError(f"there is no {PEER_PYTHON} to run PyTorch with: {error.strerror}.") from error
    if found.returncode:
        raise BenchmarkError(
            "there is no PyTorch to measure against.", *found.stderr.splitlines()[-1:], "Install python3-torch python3-torchvision libopenblas0-openmp.")


def set_up():
    """Makes the shared folder, PyTorch and the program ready, or says what is missing."""
    require_shared()
    require_pytorch()
    # Its own messages tell what goes on and what went wrong.
    if subprocess.run([RUN_ALL, "setup"], check=False).returncode:
        raise BenchmarkError("the program could not be set up.", f"{RUN_ALL} setup does the same.")


def program():
    """The command that starts the program itself, without the script that sets it up."""
    pointer = ROOT / "artifacts" / "program.txt"
    try:
        folder = ROOT / "artifacts" / pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise BenchmarkError("the program is not set up.", f"{RUN_ALL} setup does that.") from error
    # As run-all.sh starts it.
    return ["env", "MALLOC_ARENA_MAX=1", "dotnet", folder / "harness-cli.dll"]


def built(project):
    """Builds a project beside the benchmarks; returns the command that starts it."""
    output = subprocess.run(
        ["dotnet", "build", BENCH / project, "-c", "Release", "--nologo", "-v", "quiet", "-clp:NoSummary"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if output.returncode:
        raise BenchmarkError(f"{project} could not be built.", *output.stdout.splitlines()[-20:])
    return ["dotnet", ROOT / "artifacts" / "bin" / project / "release" / f"{project}.dll"]
