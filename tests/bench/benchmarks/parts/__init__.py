"""The parts of the page, each a module with a function `measure`, which takes a Bench and returns a page.Section."""
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Bench:
    """How much is measured, and where."""

    work: Path
    """A folder for what is written on the way."""
    flowers: Path
    """The photographs, in class folders."""
    rounds: int = 3
    """Alternations of two sides."""
    repeats: int = 5
    """How often short things are repeated."""
    seconds: float = 1
    """How long a rate is measured."""
    images_at_224: int = 40
    """Images of each class at 224 pixels."""
    quick: bool = False

    def inside(self, name):
        """The same with a new folder of its own."""
        folder = self.work / name
        folder.mkdir()
        return replace(self, work=folder)
