import unittest

from benchmarks.errors import BenchmarkError
from benchmarks.parts.again import planned_epochs
from benchmarks.peer_comparison import Compared, comparison_table
from benchmarks.pipeline_rates import join_rounds, pipeline_table, read_rates, time_ratios
from benchmarks.processes import ProcessRun


def runs(*seconds, peak=1_000_000_000):
    return [ProcessRun(wall, wall, peak + index, "") for index, wall in enumerate(seconds)]


class ComparisonTests(unittest.TestCase):
    def test_a_row_has_medians_the_range_of_ratios_and_the_highest_peak(self):
        row = Compared("bn-only", "fp32", runs(10, 20, 30), runs(5, 5, 30, peak=1_200_000_000))
        self.assertEqual("| bn-only, fp32 | 20.0 | 5.0 | 0.250–1.000 | 0.500 | 1.20 |", comparison_table([row], 3).splitlines()[2])
        self.assertEqual(1.200000002, row.peak_gigabytes)

    def test_the_header_says_whether_the_peer_is_tuned(self):
        self.assertIn("| peer (tuned), s |", comparison_table([], 3))
        self.assertIn("| peer, s |", comparison_table([], 3, tuned=False))


class PipelineTests(unittest.TestCase):
    STRETCHES = join_rounds([
        ({"valid 224": 300.0, "valid 224, later epochs": 1000.0}, {"decode": 1.0, "valid 224": 100.0}),
        ({"valid 224": 200.0, "valid 224, later epochs": 1000.0}, {"decode": 1.0, "valid 224": 200.0}),
    ])

    def test_only_lines_that_are_rates_are_read(self):
        self.assertEqual({"valid 224": 12.5, "decode": 3}, read_rates("a warning\nvalid 224\t12.5\nanother\twarning\ndecode\t3\n"))

    def test_no_rates_are_an_error(self):
        with self.assertRaises(BenchmarkError):
            read_rates("nothing\n")

    def test_ratios_are_those_of_times(self):
        self.assertAlmostEqual((1 / 3 + 1) / 2, time_ratios(*self.STRETCHES["valid 224"]).median)

    def test_a_stretch_that_the_peer_lacks_is_held_against_its_counterpart(self):
        self.assertIn("| valid 224, later epochs | 150 | 1000 | 0.15 |", pipeline_table(self.STRETCHES))


class PlannedEpochTests(unittest.TestCase):
    def test_the_epochs_to_run_are_read_from_what_a_run_prints(self):
        self.assertEqual(("14 epochs in all, 2 to run", 2), planned_epochs("Plan:\n  14 epochs in all, 2 to run in 1 pass\n"))

    def test_a_run_that_does_not_say_is_an_error(self):
        with self.assertRaises(BenchmarkError):
            planned_epochs("nothing\n")


if __name__ == "__main__":
    unittest.main()
