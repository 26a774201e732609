"""Errors that a person can do something about."""
import sys


class BenchmarkError(Exception):
    """Something that keeps a figure from being measured: what is wrong, and lines that say what to do or what was seen."""

    def __init__(self, message, *details):
        super().__init__(message)
        self.details = details


def print_error(error):
    print(f"error: {error}", file=sys.stderr)
    for detail in error.details:
        for line in str(detail).splitlines():
            print(f"  {line}", file=sys.stderr)
