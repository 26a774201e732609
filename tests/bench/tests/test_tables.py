import unittest

from benchmarks.tables import markdown_table, number


class MarkdownTableTests(unittest.TestCase):
    def test_a_table_has_a_header_a_rule_and_a_line_for_each_row(self):
        self.assertEqual("| a | b |\n|---|---|\n| x | 1 |\n| y |  |", markdown_table(("a", "b"), [("x", 1), ("y", None)]))

    def test_numbers_are_aligned_to_the_right_on_request(self):
        self.assertEqual("| a | b | c |\n|---|---:|---:|", markdown_table(("a", "b", "c"), [], numbers_right=True))

    def test_a_bar_in_a_cell_does_not_end_it(self):
        self.assertIn(r"| x\|y | 1 |", markdown_table(("a", "b"), [("x|y", 1)]))

    def test_a_row_of_another_length_is_an_error(self):
        with self.assertRaises(ValueError):
            markdown_table(("a", "b"), [("x",)])


class NumberTests(unittest.TestCase):
    def test_what_is_not_known_is_no_number(self):
        self.assertIsNone(number(None, ".1f"))
        self.assertEqual("1.2", number(1.23, ".1f"))


if __name__ == "__main__":
    unittest.main()
