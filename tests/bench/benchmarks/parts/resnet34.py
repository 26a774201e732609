"""The seven techniques with the article's own backbone and image size, beside the tuned peer. The weights are random: only times mean anything."""
from benchmarks.images import count_images, first_images
from benchmarks.locations import BENCH
from benchmarks.page import Section
from benchmarks.parts.suite import judge_ratios, measured, not_measured
from benchmarks.peer_comparison import PeerComparison, Setting, comparison_table
from benchmarks.targets import Target

RATIOS = {"fp32": Target(0.50, 3), "bf16": Target(0.33, 3)}


def measure(bench):
    data = first_images(bench.flowers, bench.work / "few", bench.images_at_224)
    setting = Setting(BENCH / "suites" / "resnet34-224.yaml", data, "resnet34", 224, "none")
    ratios = measured(RATIOS)
    rows = PeerComparison(setting, bench.work, bench.rounds, ratios).together()
    what = f"{count_images(data)} images of flowers, batches of 64, two epochs, seed 0 (tests/bench/suites/resnet34-224.yaml)."
    return Section(
        "Seven techniques with resnet34 at 224 pixels, random weights",
        [what, comparison_table(rows, bench.rounds), *not_measured(RATIOS, ratios)],
        judge_ratios("resnet34 at 224", rows, ratios))
