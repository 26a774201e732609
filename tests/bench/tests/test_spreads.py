import unittest

from benchmarks.spreads import Spread, paired_ratios


class SpreadTests(unittest.TestCase):
    def test_an_odd_number_of_rounds_has_its_middle_as_median(self):
        self.assertEqual(Spread(1, 2, 10, 3), Spread.of([10, 1, 2]))

    def test_an_even_number_of_rounds_has_the_mean_of_the_two_in_the_middle(self):
        self.assertEqual(Spread(1, 3, 10, 4), Spread.of(iter([10, 4, 1, 2])))

    def test_one_round_is_all_three(self):
        self.assertEqual(Spread(7, 7, 7, 1), Spread.of([7]))

    def test_numbers_are_compared_as_numbers(self):
        self.assertEqual(9.5, Spread.of([100.0, 9.5, 1e-3]).median)


class PairedRatioTests(unittest.TestCase):
    def test_the_median_is_that_of_the_ratios_and_not_the_ratio_of_medians(self):
        # Medians are 20 and 10. The rounds' ratios are 3, 2 and 0.5.
        self.assertEqual(Spread(0.5, 2, 3, 3), paired_ratios([30, 20, 5], [10, 10, 10]))
        self.assertEqual(0.75, paired_ratios([3, 8, 1], [4, 2, 8]).median)

    def test_a_missing_round_is_an_error(self):
        with self.assertRaises(ValueError):
            paired_ratios([1, 2], [1])


if __name__ == "__main__":
    unittest.main()
