import unittest

from benchmarks.targets import Target, judge, not_measured


class JudgeTests(unittest.TestCase):
    def test_a_figure_at_the_limit_meets_the_target(self):
        self.assertEqual(("ratio", "≤ 0.36", "0.360", "yes"), judge("ratio", 0.36, Target(0.36, 3)).cells)

    def test_a_figure_above_the_limit_misses_it(self):
        self.assertEqual(("ratio", "≤ 0.36", "0.361", "**no**"), judge("ratio", 0.361, Target(0.36, 3)).cells)

    def test_a_figure_is_judged_as_it_is_shown(self):
        self.assertEqual(("0.360", "yes"), judge("ratio", 0.36049, Target(0.36, 3)).cells[2:])
        self.assertEqual(("0.361", "**no**"), judge("ratio", 0.36051, Target(0.36, 3)).cells[2:])

    def test_the_unit_stands_beside_limit_and_figure(self):
        self.assertEqual(("memory", "≤ 1.6 GB", "1.59 GB", "yes"), judge("memory", 1.589, Target(1.6, 2, "GB")).cells)

    def test_a_whole_number_has_no_decimals(self):
        self.assertEqual(("epochs", "≤ 2", "3", "**no**"), judge("epochs", 3, Target(2, 0)).cells)

    def test_what_could_not_be_measured_is_neither_met_nor_missed(self):
        self.assertEqual(("heads", "", "could not be measured", ""), not_measured("heads").cells)


if __name__ == "__main__":
    unittest.main()
