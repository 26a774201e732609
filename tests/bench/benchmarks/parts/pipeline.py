"""The data path on one core, beside Pillow and torchvision."""
from benchmarks.page import Section
from benchmarks.pipeline_rates import measure_pipeline, pipeline_table, time_ratios
from benchmarks.targets import Target, judge

RATIO = Target(0.333, 3)
JUDGED = "valid 224"


def measure(bench):
    stretches = measure_pipeline(bench.work, bench.rounds, bench.seconds)
    return Section(
        "Data path",
        [pipeline_table(stretches)],
        [judge(f"a core's time for a 500×375 JPEG, {JUDGED}, against torchvision", time_ratios(*stretches[JUDGED]).median, RATIO)])
