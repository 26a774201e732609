"""Several rounds in three numbers."""
import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """Lowest, median and highest of what several rounds gave."""

    lowest: float
    median: float
    highest: float
    rounds: int

    @staticmethod
    def of(values):
        values = list(values)
        return Spread(min(values), statistics.median(values), max(values), len(values))


def paired_ratios(numerators, denominators):
    """The spread of the rounds' ratios. Paired by round: what disturbs a round disturbs both of its runs.

    Raises ValueError where one side has more rounds than the other.
    """
    return Spread.of(numerator / denominator for numerator, denominator in zip(numerators, denominators, strict=True))
