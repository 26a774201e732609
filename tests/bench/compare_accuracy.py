#!/usr/bin/env python3
"""Compares the accuracies of a Harness run with those of the PyTorch peer, technique by technique, and prints Markdown.

  compare_accuracy.py results/flowers/epochs.csv peer.csv

Both files have the columns technique,seed,epoch,…,valid_acc; the last epoch of every seed counts. The last column is Welch's t of the
difference of means: within about ±2.5 (five seeds a side) the two cannot be told apart. One seed has no t.
"""
import csv
import math
import statistics
import sys

# The peer's names, in the order of the article's table.
NAMES = {
    "As feature extractor": "feature-extractor",
    "Feature extractor with BN layer in eval mode": "feature-extractor-bn-eval",
    "Train just the BN layer in the pretrained network": "bn-only",
    "BN is completely trainable, with discriminative learning": "discriminative-bn-trainable",
    "BN is not trainable, with discriminative learning": None,  # follows the article's words; the peer follows its code
    "BN is not trainable in phase 1 only, with discriminative learning": "discriminative-bn-frozen",
    "AdaptiveConcatPooling": "concat-pooling",
    "Classifier/Head - With a deeper network": "deeper-head",
}


def last_epochs(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    last = {}
    for row in rows:
        key = row["technique"], row["seed"]
        if key not in last or int(row["epoch"]) > int(last[key]["epoch"]):
            last[key] = row
    accuracies = {}
    for (technique, _), row in last.items():
        accuracies.setdefault(technique, []).append(float(row["valid_acc"]))
    return accuracies


def text(values):
    spread = f" ± {statistics.stdev(values):.4f}" if len(values) > 1 else ""
    return f"{statistics.mean(values):.4f}{spread} ({len(values)})"


def welch(a, b):
    if len(a) < 2 or len(b) < 2:
        return "–"
    error = math.sqrt(statistics.variance(a) / len(a) + statistics.variance(b) / len(b))
    return f"{(statistics.mean(a) - statistics.mean(b)) / error:+.2f}" if error else "–"


def main():
    ours, theirs = last_epochs(sys.argv[1]), last_epochs(sys.argv[2])
    print("| technique | Harness, val_acc ± sd (seeds) | PyTorch, val_acc ± sd (seeds) | difference | t |")
    print("|---|---|---|---|---|")
    for name, values in ours.items():
        peer = theirs.get(NAMES.get(name) or "")
        if peer is None:
            print(f"| {name} | {text(values)} | – | – | – |")
            continue
        difference = statistics.mean(values) - statistics.mean(peer)
        print(f"| {name} | {text(values)} | {text(peer)} | {difference:+.4f} | {welch(values, peer)} |")


if __name__ == "__main__":
    main()
