"""Validation accuracies of Harness and of the PyTorch peer, technique by technique."""
import csv
import math
import statistics

from benchmarks.errors import BenchmarkError
from benchmarks.tables import markdown_table

# Harness's names and the peer's, in the order of the article's table.
PEER_NAMES = {
    "As feature extractor": "feature-extractor",
    "Feature extractor with BN layer in eval mode": "feature-extractor-bn-eval",
    "Train just the BN layer in the pretrained network": "bn-only",
    "BN is completely trainable, with discriminative learning": "discriminative-bn-trainable",
    "BN is not trainable, with discriminative learning": None,  # follows the article's words; the peer follows its code
    "BN is not trainable in phase 1 only, with discriminative learning": "discriminative-bn-frozen",
    "AdaptiveConcatPooling": "concat-pooling",
    "Classifier/Head - With a deeper network": "deeper-head",
}

COLUMNS = ("technique", "seed", "epoch", "valid_acc")


def final_accuracies(path):
    """The accuracies after the last epoch of every seed, by technique, of a file with at least the columns COLUMNS.

    Raises BenchmarkError where the file is not there or is no such table.
    """
    last = {}
    for row in read_rows(path):
        key = row["technique"], row["seed"]
        if key not in last or int(row["epoch"]) > int(last[key]["epoch"]):
            last[key] = row
    accuracies = {}
    for (technique, _), row in last.items():
        accuracies.setdefault(technique, []).append(float(row["valid_acc"]))
    return accuracies


def read_rows(path):
    try:
        with open(path, newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
            if missing:
                raise BenchmarkError(f"{path} has no column {', '.join(missing)}.")
            return list(reader)
    except OSError as error:
        raise BenchmarkError(f"{path} cannot be read: {error.strerror}.") from error


def accuracies_of_peer(technique, peer):
    """The peer's accuracies for a technique of Harness, by its name there; None where the peer has no counterpart."""
    return peer.get(PEER_NAMES.get(technique))


def accuracy_table(harness, peer):
    """A Markdown table of the accuracies of both sides, each by technique."""
    header = "technique", "Harness, val_acc ± sd (seeds)", "PyTorch, val_acc ± sd (seeds)", "difference", "t"
    rows = (accuracy_row(technique, values, accuracies_of_peer(technique, peer)) for technique, values in harness.items())
    return markdown_table(header, rows)


def accuracy_row(technique, harness, peer):
    if peer is None:
        return technique, mean_and_deviation(harness), "–", "–", "–"
    difference = statistics.mean(harness) - statistics.mean(peer)
    return technique, mean_and_deviation(harness), mean_and_deviation(peer), f"{difference:+.4f}", welch_t(harness, peer)


def mean_and_deviation(values):
    deviation = f" ± {statistics.stdev(values):.4f}" if len(values) > 1 else ""
    return f"{statistics.mean(values):.4f}{deviation} ({len(values)})"


def welch_t(first, second):
    """Welch's t of the difference of means as text; a side of one seed has none."""
    if len(first) < 2 or len(second) < 2:
        return "–"
    error = math.sqrt(statistics.variance(first) / len(first) + statistics.variance(second) / len(second))
    return f"{(statistics.mean(first) - statistics.mean(second)) / error:+.2f}" if error else "–"
