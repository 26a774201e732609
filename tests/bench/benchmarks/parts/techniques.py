"""One technique alone, without what the others would share with it, beside the tuned peer."""
from benchmarks.page import Section
from benchmarks.peer_comparison import PeerComparison, Setting, comparison_table
from benchmarks.targets import Target, judge

RATIOS = {"feature-extractor": Target(0.56, 3), "bn-only": Target(0.65, 3)}


def measure(bench):
    comparison = PeerComparison(Setting(data=bench.flowers), bench.work, bench.rounds)
    rows = [row for technique in RATIOS for row in comparison.alone(technique)]
    return Section(
        "One technique alone, sharing and store off",
        [comparison_table(rows, bench.rounds)],
        [judge(f"alone: {row.name}", row.ratios.median, RATIOS[row.label]) for row in rows])
