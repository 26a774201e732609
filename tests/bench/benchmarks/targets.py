"""A figure beside its target. A missed target is no failure; the page says so."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """What a figure may be at most. The figure is judged as it is shown, rounded to so many decimals."""

    limit: float
    decimals: int
    unit: str = ""

    def show(self, value):
        return with_unit(f"{value:.{self.decimals}f}", self.unit)

    def is_met(self, value):
        return float(f"{value:.{self.decimals}f}") <= self.limit

    def __str__(self):
        return with_unit(f"≤ {self.limit:g}", self.unit)


@dataclass(frozen=True)
class Verdict:
    """A row of the page's summary; all are texts."""

    what: str
    target: str
    measured: str
    met: str

    HEADER = ("what", "target", "measured", "met")

    @property
    def cells(self):
        return self.what, self.target, self.measured, self.met


def judge(what, value, target):
    """A figure beside its target."""
    return Verdict(what, str(target), target.show(value), "yes" if target.is_met(value) else "**no**")


def not_measured(what):
    return Verdict(what, "", "could not be measured", "")


def with_unit(text, unit):
    return f"{text} {unit}" if unit else text
