"""Images a second and core of the data path against Pillow's and torchvision's, by turns."""
import re

from benchmarks import processes
from benchmarks.errors import BenchmarkError
from benchmarks.locations import FLOWERS, PEER_PYTHON, PEERS, built
from benchmarks.spreads import Spread, paired_ratios
from benchmarks.tables import markdown_table

PEER = [PEER_PYTHON, PEERS / "pipeline_peer.py"]

# What ours is held against where the peer has nothing of the kind: it does everything again in every epoch.
COUNTERPARTS = {"valid 224, later epochs": "valid 224"}


def measure_pipeline(folder, rounds, seconds):
    """Measures each stretch of the data path in so many rounds.

    Returns, by stretch in the order of Harness.Benchmarks, the rates of Harness and those of the peer.
    """
    program = built("Harness.Benchmarks")
    images, log = folder / "images", folder / "log"
    processes.run([*PEER, "make", images, FLOWERS], log)
    answers = []
    for _ in range(rounds):
        theirs = read_rates(processes.run([*PEER, "measure", images, seconds], log).output)
        answers.append((read_rates(processes.run([*program, "pipeline", images, seconds], log).output), theirs))
    return join_rounds(answers)


def join_rounds(answers):
    """From a pair (Harness, peer) of rates by stretch for each round to a pair of lists by stretch."""
    names = answers[0][0]
    return {
        name: ([harness[name] for harness, _ in answers], [peer[COUNTERPARTS.get(name, name)] for _, peer in answers])
        for name in names
    }


def read_rates(output):
    """Reads lines `name<tab>images per second`, among which others may stand (warnings)."""
    rates = {name: float(rate) for name, rate in re.findall(r"^(.+)\t(\d+(?:\.\d+)?)$", output, flags=re.MULTILINE)}
    if not rates:
        raise BenchmarkError("no rates were printed.", output)
    return rates


def time_ratios(harness, peer):
    """The spread of the times of Harness over those of the peer, from the rates of both."""
    return paired_ratios(peer, harness)


def pipeline_table(stretches):
    rounds = len(next(iter(stretches.values()))[0])
    header = "500 × 375 JPEG, one core", "Pillow, torchvision: images/s", "Harness: images/s", f"time, ratio (median of {rounds})"
    return markdown_table(header, (
        (name, f"{Spread.of(peer).median:.0f}", f"{Spread.of(harness).median:.0f}", f"{time_ratios(harness, peer).median:.2f}")
        for name, (harness, peer) in stretches.items()))
