import sys
import tempfile
import time
import unittest
from pathlib import Path

from benchmarks import processes
from benchmarks.errors import BenchmarkError


class ProcessTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.log = Path(folder.name) / "log"

    def run_python(self, code, environment=None):
        return processes.run([sys.executable, "-c", code], self.log, environment)

    def test_wall_time_is_that_of_the_whole_process(self):
        began = time.monotonic()
        seconds = self.run_python("import time; time.sleep(0.3)").wall_seconds
        self.assertGreaterEqual(seconds, 0.3)
        self.assertLessEqual(seconds, time.monotonic() - began)

    def test_peak_memory_is_that_of_one_process_and_not_of_earlier_ones(self):
        large = self.run_python("bytearray(400_000_000)").peak_bytes
        self.assertGreater(large, 400e6)
        self.assertLess(large, 600e6)
        self.assertLess(self.run_python("pass").peak_bytes, 200e6)

    def test_peak_memory_is_also_that_of_the_largest_process_started(self):
        code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'bytearray(400_000_000)'])"
        self.assertGreater(self.run_python(code).peak_bytes, 400e6)

    def test_both_outputs_are_kept(self):
        run = self.run_python("import sys; print('out', flush=True); print('err', file=sys.stderr)")
        self.assertEqual("out\nerr\n", run.output)
        self.assertEqual(run.output, self.log.read_text())

    def test_variables_are_added_to_those_of_this_process(self):
        run = self.run_python("import os; print(os.environ['ADDED'], len(os.environ) > 1)", {"ADDED": "yes"})
        self.assertEqual("yes True\n", run.output)

    def test_a_failure_is_an_error_with_the_end_of_the_output(self):
        with self.assertRaisesRegex(BenchmarkError, "failed with status 3") as caught:
            self.run_python("import sys; print('first\\n' * 100 + 'last'); sys.exit(3)")
        self.assertEqual("last", caught.exception.details[-1])
        self.assertEqual(processes.LINES_SHOWN, len(caught.exception.details))

    def test_a_process_that_is_killed_has_failed(self):
        with self.assertRaisesRegex(BenchmarkError, "was ended by the signal SIGKILL"):
            self.run_python("import os; os.kill(os.getpid(), 9)")

    def test_a_program_that_is_not_there_is_an_error(self):
        with self.assertRaisesRegex(BenchmarkError, "cannot be started: .*no-such-program"):
            processes.run(["/no-such-program"], self.log)


if __name__ == "__main__":
    unittest.main()
