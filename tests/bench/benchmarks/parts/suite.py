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
    ratios = measured(RATIOS)
    comparison = PeerComparison(Setting(data=bench.flowers), bench.work, bench.rounds, ratios)
    rows = comparison.together()
    section = Section("Seven techniques on flowers, as one suite")
    section.blocks += [
        f"{count_images(bench.flowers)} images at 128 pixels, resnet18_half, batches of 64, two epochs, seed 0; wall times of the whole processes.",
        comparison_table(rows, bench.rounds),
    ]
    section.verdicts += judge_ratios("flowers at 128", rows, ratios)
    section.verdicts += [judge(f"flowers at 128: peak memory, {row.precision}", row.peak_gigabytes, MEMORY) for row in rows]
    section.blocks += not_measured(RATIOS, ratios)
    for precision in ratios:
        section.blocks += [
            f"Validation accuracies of the last round, {precision} (one seed: differences of about 0.02 are noise):",
            accuracy_table(final_accuracies(comparison.harness_epochs(precision)), final_accuracies(comparison.peer_epochs)),
        ]
    section.blocks.append(
        "The row without a peer follows the article's words, the peer's script its code: results/reference/flowers/peer.md compares both.")
    return section


def judge_ratios(what, rows, targets):
    """A verdict for each row; targets: by precision."""
    return [judge(f"{what}: {row.name}", row.ratios.median, targets[row.precision]) for row in rows]


def measured(targets):
    """The targets of the precisions that the processor computes in: in others a suite takes many times as long, and nobody would use them."""
    return {precision: target for precision, target in targets.items() if precision != "bf16" or machine.why_no_bfloat16() is None}


def not_measured(targets, chosen):
    """A sentence on the precisions that were left out, if any."""
    return [f"Not measured in {precision}: {machine.why_no_bfloat16()}." for precision in targets if precision not in chosen]
