"""Harness and the PyTorch peer on the same images, split, weights, size and epochs, by turns: wall times of the whole processes."""
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes
from benchmarks.harness import run_arguments, run_script
from benchmarks.locations import FLOWERS, FLOWERS_WEIGHTS, PEER_PYTHON, PEER_SCRIPT, SUITES
from benchmarks.spreads import Spread, paired_ratios
from benchmarks.tables import markdown_table

EPOCHS = 2


@dataclass(frozen=True)
class Setting:
    """What both sides train on. What the peer is told (architecture, size) must be what the suite says."""

    suite: Path = SUITES / "flowers.yaml"
    data: Path = FLOWERS
    architecture: str = "resnet18_half"
    size: int = 128
    weights: str = str(FLOWERS_WEIGHTS)
    """A file, or `none` for random ones."""


@dataclass(frozen=True)
class Compared:
    """One row: a training in one precision of Harness beside the peer, which computes in fp32."""

    label: str
    precision: str
    peer: list
    """A processes.ProcessRun for each round."""
    harness: list

    @property
    def name(self):
        return f"{self.label}, {self.precision}"

    @property
    def ratios(self):
        """Times of Harness over times of the peer."""
        return paired_ratios([run.wall_seconds for run in self.harness], [run.wall_seconds for run in self.peer])

    @property
    def peak_gigabytes(self):
        """The highest of all rounds."""
        return max(run.peak_bytes for run in self.harness) / 1e9


class PeerComparison:
    """Runs both sides in a folder of its own. The last round's epochs stay there: peer.csv, and one file for each precision."""

    def __init__(self, setting, folder, rounds, precisions=("fp32",), tuned=True):
        self.setting, self.folder, self.rounds, self.precisions, self.tuned = setting, Path(folder), rounds, precisions, tuned
        self.split = self.folder / "split.csv"
        self.log = self.folder / "log"
        run_script(["data", "split", setting.suite, "--data", setting.data, "--out", self.split], self.log)

    def together(self):
        """All techniques as one suite, which shares what they have in common."""
        return self.compare("seven techniques, shared", [], [])

    def alone(self, technique):
        """One technique by itself, sharing and store off."""
        return self.compare(technique, ["--techniques", technique], ["--no-share", "--no-store", "--techniques", technique])

    def compare(self, label, peer_options, harness_options):
        """A row for each precision; all are compared with the one run of the peer in their round."""
        peer, harness = [], {precision: [] for precision in self.precisions}
        for _ in range(self.rounds):
            peer.append(self.run_peer(peer_options))
            for precision in self.precisions:
                harness[precision].append(self.run_harness(precision, harness_options))
        return [Compared(label, precision, peer, harness[precision]) for precision in self.precisions]

    @property
    def peer_epochs(self):
        return self.folder / "peer.csv"

    def harness_epochs(self, precision):
        return self.folder / precision / "out" / "epochs.csv"

    def keep(self, folder):
        """Copies the last round's epochs."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.peer_epochs, folder / "peer.csv")
        for precision in self.precisions:
            shutil.copy(self.harness_epochs(precision), folder / f"{precision}.csv")

    def run_peer(self, options):
        setting = self.setting
        weights = [] if setting.weights == "none" else ["--weights", setting.weights]
        tuned = ["--tuned"] if self.tuned else []
        return processes.run(
            [PEER_PYTHON, PEER_SCRIPT, *tuned, "--split", self.split, "--root", setting.data, "--arch", setting.architecture, *weights,
             "--size", setting.size, "--epochs", EPOCHS, "--seeds", 0, "--out", self.peer_epochs, *options], self.log)

    def run_harness(self, precision, options):
        setting, folder = self.setting, self.folder / precision
        shutil.rmtree(folder, ignore_errors=True)
        arguments = run_arguments(setting.suite, setting.data, setting.weights, folder, "--seeds", 0, "--precision", precision, *options)
        return run_script(arguments, self.log)


def comparison_table(rows, rounds, tuned=True):
    """A Markdown table of Compared rows."""
    peer = "peer (tuned), s" if tuned else "peer, s"
    header = "training", peer, "Harness, s", "lowest–highest ratio", f"ratio (median of {rounds})", "Harness, peak GB"
    return markdown_table(header, (comparison_row(row) for row in rows))


def comparison_row(row):
    peer, harness = (Spread.of(run.wall_seconds for run in runs) for runs in (row.peer, row.harness))
    ratios = row.ratios
    return (
        row.name, f"{peer.median:.1f}", f"{harness.median:.1f}", f"{ratios.lowest:.3f}–{ratios.highest:.3f}", f"{ratios.median:.3f}",
        f"{row.peak_gigabytes:.2f}")
