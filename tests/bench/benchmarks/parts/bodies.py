"""Every kind of pass through a body, beside PyTorch and beside what the machine can do."""
from benchmarks.body_rates import Body, measure_bodies
from benchmarks.page import Section


def measure(bench):
    return Section("Passes through a backbone, and the limit of the machine", measure_bodies(Body(), bench.repeats, bench.seconds))
