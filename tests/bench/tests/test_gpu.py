import sys
import unittest

from benchmarks.locations import BENCH
from benchmarks.processes import ProcessRun

sys.path.append(str(BENCH / "gpu"))

from gpu_page import Measured, accuracies_table, times_table
from gpu_watch import GpuUsage, summarize


class GpuWatchTests(unittest.TestCase):
    def test_usage_is_the_mean_and_memory_the_most(self):
        self.assertEqual(GpuUsage(50, 2000), summarize("40, 1000\n60, 2000\n"))

    def test_lines_that_are_cut_off_or_say_nothing_do_not_count(self):
        self.assertEqual(GpuUsage(40, 1000), summarize("40, 1000\n[N/A], [N/A]\n60,"))
        self.assertEqual(GpuUsage(), summarize(""))


class GpuPageTests(unittest.TestCase):
    def test_all_are_compared_with_harness(self):
        def measured(wall, gpu=GpuUsage()):
            return [Measured(ProcessRun(wall, 2 * wall, 2**30, ""), gpu)]
        table = times_table({"Harness": measured(10, GpuUsage(50.4, 2000.0)), "PyTorch": measured(40)})
        self.assertEqual(["| Harness | 10.0 | 1.00 | 2.0 | 1024 | 50 | 2000 |", "| PyTorch | 40.0 | 0.25 | 2.0 | 1024 |  |  |"], table.splitlines()[2:])

    def test_techniques_that_differ_or_are_missing_are_far(self):
        table, far = accuracies_table({"near": [0.5], "far": [0.5], "missing": [0.5]}, {"near": [0.52], "far": [0.46]}, {})
        self.assertEqual(["far", "missing"], far)
        self.assertIn("| near | 0.5000 | 0.5200 | +0.0200 |  |", table)


if __name__ == "__main__":
    unittest.main()
