#!/usr/bin/env python3
"""Compares the accuracies of a Harness run with those of the PyTorch peer, technique by technique, and prints Markdown.

  tests/bench/compare_accuracy.py results/flowers/epochs.csv peer.csv

Both files have the columns technique,seed,epoch,…,valid_acc; the last epoch of every seed counts. The last column is Welch's t of the
difference of means: within about ±2.5 (five seeds a side) the two cannot be told apart. One seed has no t.
"""
from benchmarks.accuracies import accuracy_table, final_accuracies
from benchmarks.command_line import parser_for, run_command


def main():
    parser = parser_for(__doc__)
    parser.add_argument("harness", metavar="EPOCHS.csv", help="epochs.csv of a run of Harness")
    parser.add_argument("peer", metavar="PEER.csv", help="what the peer wrote")
    arguments = parser.parse_args()
    print(accuracy_table(final_accuracies(arguments.harness), final_accuracies(arguments.peer)))


if __name__ == "__main__":
    run_command(main)
