import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import all as command
from benchmarks.errors import BenchmarkError
from benchmarks.page import Section, assemble
from benchmarks.parts import Bench
from benchmarks.targets import Target, judge


def good(_):
    return Section("Good", ["text"], [judge("good", 1, Target(2, 0))])


def bad(_):
    raise BenchmarkError("bad part", "why")


def broken(_):
    return {}["nothing"]


class MeasurePartsTests(unittest.TestCase):
    def test_a_part_that_fails_keeps_its_row_and_the_others_go_on(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.dict(command.PARTS, {"bad": bad, "broken": broken, "good": good}), \
                contextlib.redirect_stderr(io.StringIO()) as messages:
            verdicts, sections, failed = command.measure_parts(Bench(Path(folder), Path(folder)), ["bad", "broken", "good"])
        self.assertEqual(["bad", "broken"], failed)
        self.assertEqual(["could not be measured", "could not be measured", "1"], [verdict.measured for verdict in verdicts])
        self.assertEqual(["Good"], [section.title for section in sections])
        self.assertIn("error: bad part\n  why\n", messages.getvalue())
        self.assertIn("KeyError: 'nothing'", messages.getvalue())


class PageTests(unittest.TestCase):
    def test_a_page_is_its_heading_the_summary_and_the_sections(self):
        section = good(None)
        self.assertEqual(
            "# Head\n\n| what | target | measured | met |\n|---|---|---|---|\n| good | ≤ 2 | 1 | yes |\n\n## Good\n\ntext\n",
            assemble("# Head", section.verdicts, [section]))


if __name__ == "__main__":
    unittest.main()
