"""The seven techniques on flowers as one suite, beside the tuned peer: time, memory, accuracies."""
from benchmarks import machine
from benchmarks.accuracies import accuracy_table, final_accuracies
from benchmarks.images import count_images
from benchmarks.page import Section
from benchmarks.peer_comparison import PeerComparison, Setting, comparison_table
from benchmarks.targets import Target, judge

RATIOS = {"fp32": Target(0.36, 3), "bf16": Target(0.23, 3)}
MEMORY = Target(1.6, 2, "GB")


def measure(bench):
    comparison = PeerComparison(Setting(data=bench.flowers), bench.work, bench.rounds, RATIOS)
    rows = comparison.together()
    section = Section("Seven techniques on flowers, as one suite")
    section.blocks += [
        f"{count_images(bench.flowers)} images at 128 pixels, resnet18_half, batches of 64, two epochs, seed 0; wall times of the whole processes.",
        comparison_table(rows, bench.rounds),
    ]
    section.verdicts += judge_ratios("flowers at 128", rows, RATIOS)
    section.verdicts += [judge(f"flowers at 128: peak memory, {row.precision}", row.peak_gigabytes, MEMORY, why_not_judged(row)) for row in rows]
    for precision in RATIOS:
        section.blocks += [
            f"Validation accuracies of the last round, {precision} (one seed: differences of about 0.02 are noise):",
            accuracy_table(final_accuracies(comparison.harness_epochs(precision)), final_accuracies(comparison.peer_epochs)),
        ]
    section.blocks.append(
        "The row without a peer follows the article's words, the peer's script its code: results/reference/flowers/peer.md compares both.")
    return section


def judge_ratios(what, rows, targets):
    """A verdict for each row; targets: by precision."""
    return [judge(f"{what}: {row.name}", row.ratios.median, targets[row.precision], why_not_judged(row)) for row in rows]


def why_not_judged(row):
    return machine.why_no_bfloat16() if row.precision == "bf16" else None
