import tempfile
import unittest
from pathlib import Path

from benchmarks.accuracies import accuracy_table, final_accuracies, welch_t
from benchmarks.errors import BenchmarkError


class FinalAccuracyTests(unittest.TestCase):
    def read(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "epochs.csv"
            path.write_text(text, encoding="utf-8")
            return final_accuracies(path)

    def test_the_last_epoch_of_each_seed_counts_whatever_the_order_of_rows(self):
        text = "technique,seed,epoch,loss,valid_acc\na,0,10,1,0.5\na,0,9,1,0.9\na,1,9,1,0.1\na,1,10,1,0.7\nb,0,0,1,0.2\n"
        self.assertEqual({"a": [0.5, 0.7], "b": [0.2]}, self.read(text))

    def test_another_table_is_an_error_that_names_what_is_missing(self):
        with self.assertRaisesRegex(BenchmarkError, "no column seed, valid_acc"):
            self.read("technique,epoch\na,0\n")

    def test_a_missing_file_is_an_error(self):
        with self.assertRaisesRegex(BenchmarkError, "cannot be read"):
            final_accuracies("/no such folder/epochs.csv")


class AccuracyTableTests(unittest.TestCase):
    def test_each_technique_stands_beside_its_counterpart(self):
        table = accuracy_table({"As feature extractor": [0.5, 0.6], "My own": [0.4]}, {"feature-extractor": [0.45, 0.55], "bn-only": [0.1]})
        self.assertEqual(
            ["| As feature extractor | 0.5500 ± 0.0707 (2) | 0.5000 ± 0.0707 (2) | +0.0500 | +0.71 |", "| My own | 0.4000 (1) | – | – | – |"],
            table.splitlines()[2:])

    def test_one_seed_has_no_t(self):
        self.assertEqual("–", welch_t([0.5], [0.4, 0.6]))

    def test_sides_without_any_spread_have_no_t(self):
        self.assertEqual("–", welch_t([0.5, 0.5], [0.4, 0.4]))

    def test_t_is_that_of_welch(self):
        # Means 2 and 5, variances 1 and 20/3: -3 / sqrt(1/3 + 20/12) = -3 / sqrt(2).
        self.assertEqual("-2.12", welch_t([1, 2, 3], [2, 4, 6, 8]))


if __name__ == "__main__":
    unittest.main()
