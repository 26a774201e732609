import sys
import unittest

from benchmarks.body_rates import RateServer, operations_per_unit
from benchmarks.errors import BenchmarkError

# Answers with the length of the question, and ends where it is told to.
SERVER = """
import sys
for line in sys.stdin:
    if line.startswith("end"):
        break
    print(len(line.strip()), flush=True)
"""


class RateServerTests(unittest.TestCase):
    def test_each_question_has_its_answer(self):
        with RateServer([sys.executable, "-c", SERVER]) as server:
            self.assertEqual([6, 12], [server.ask("full", 1), server.ask("evaluation", 1)])

    def test_a_server_that_ends_is_an_error(self):
        with self.assertRaisesRegex(BenchmarkError, "ended while measuring end"), RateServer([sys.executable, "-c", SERVER]) as server:
            server.ask("end", 1)


class OperationTests(unittest.TestCase):
    OPERATIONS = {"forward": 1.0, "full": 3.0}

    def test_training_counts_its_backward_pass_in_either_precision(self):
        self.assertEqual([3.0, 3.0], [operations_per_unit(name, self.OPERATIONS) for name in ("full", "full-bf16")])

    def test_other_passes_only_go_forward(self):
        self.assertEqual(1.0, operations_per_unit("folded-bf16", self.OPERATIONS))

    def test_the_limits_are_counted_in_operations_already(self):
        self.assertEqual(1, operations_per_unit("convolution", self.OPERATIONS))


if __name__ == "__main__":
    unittest.main()
