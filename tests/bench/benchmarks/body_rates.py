"""Images a second of every kind of pass through a body, Harness and PyTorch asked by turns."""
import contextlib
import json
import subprocess
from dataclasses import dataclass

from benchmarks import machine
from benchmarks.errors import BenchmarkError
from benchmarks.locations import PEER_PYTHON, PEERS, built
from benchmarks.spreads import Spread, paired_ratios
from benchmarks.tables import markdown_table

# The machine's limit, which the others are held against.
LIMIT = "convolution"
NOT_OF_BODIES = LIMIT, "matrix-product"
WORKLOADS = {
    LIMIT: "one large convolution (GFLOP/s)",
    "matrix-product": "one large matrix product (GFLOP/s)",
    "evaluation": "forward, evaluation",
    "folded": "forward, batch norm folded",
    "folded-bf16": "forward, folded, bfloat16",
    "batch-statistics": "forward, batch statistics",
    "bn-only": "training, batch norm only",
    "bn-only-bf16": "training, batch norm only, bfloat16",
    "full": "training, everything",
    "full-bf16": "training, everything, bfloat16",
}


@dataclass(frozen=True)
class Body:
    """What passes through what."""

    backbone: str = "resnet18_half"
    size: int = 128
    batch: int = 64
    threads: int = machine.cores()

    @property
    def arguments(self):
        return [self.backbone, str(self.size), str(self.batch), str(self.threads)]


class RateServer:
    """A process that answers how much work it does a second."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # It ends where its questions end; it may have ended before.
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def ask(self, workload, seconds):
        try:
            self.process.stdin.write(f"{workload} {seconds}\n")
            self.process.stdin.flush()
            return float(self.process.stdout.readline())
        except (BrokenPipeError, ValueError) as error:
            command = " ".join(map(str, self.process.args))
            raise BenchmarkError(f"{command} ended while measuring {workload}; its message is above.") from error


def measure_bodies(body, rounds, seconds, workloads=tuple(WORKLOADS)):
    """Asks both sides for so many rounds; returns Markdown blocks. The large convolution always comes first."""
    program = built("Harness.BodyBench")
    operations = operations_of(body)
    peer = [PEER_PYTHON, PEERS / "bodies_peer.py", "serve"]
    rows, limit = [], None
    with RateServer([*program, *body.arguments]) as ours, RateServer([*peer, *body.arguments]) as theirs:
        for workload in [LIMIT, *(name for name in workloads if name != LIMIT)]:
            answers = [(ours.ask(workload, seconds), theirs.ask(workload, seconds)) for _ in range(rounds)]
            harness, pytorch = zip(*answers)
            gflops = Spread.of(harness).median * operations_per_unit(workload, operations)
            limit = limit or gflops
            rows.append(row(workload, harness, pytorch, gflops, limit))
    header = "pass", "Harness, images/s", "GFLOP/s", "of the convolution", "PyTorch, images/s", "Harness / PyTorch"
    return [
        f"{body.backbone} at {body.size} pixels, batch {body.batch}, {body.threads} threads, {rounds} rounds of {seconds:g} s",
        markdown_table(header, rows),
    ]


def row(workload, harness, pytorch, gflops, limit):
    images = None if workload in NOT_OF_BODIES else f"{Spread.of(harness).median:.0f}"
    return (
        WORKLOADS[workload], images, f"{gflops:.0f}", f"{gflops / limit:.0%}", f"{Spread.of(pytorch).median:.0f}",
        f"{paired_ratios(harness, pytorch).median:.2f}")


def operations_per_unit(workload, operations):
    """10⁹ operations for each unit of a workload: an image, or 10⁹ operations themselves."""
    if workload in NOT_OF_BODIES:
        return 1
    return operations.get(workload.removesuffix("-bf16"), operations["forward"])


def operations_of(body):
    """10⁹ operations of the convolutions for one image: `forward`, and for `bn-only` and `full` training."""
    found = subprocess.run(
        [PEER_PYTHON, PEERS / "bodies_peer.py", "operations", body.backbone, str(body.size)], capture_output=True, text=True, check=False)
    if found.returncode:
        raise BenchmarkError(f"PyTorch cannot build {body.backbone} at {body.size} pixels.", *found.stderr.splitlines()[-1:])
    return json.loads(found.stdout)
