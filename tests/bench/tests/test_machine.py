import unittest

from benchmarks.machine import processor_name, why_no_bfloat16

CPUINFO = "processor\t: 0\nmodel name\t: A: processor\nflags\t\t: fpu avx2 {}\n\nprocessor\t: 1\nmodel name\t: Another\n"


class MachineTests(unittest.TestCase):
    def test_the_first_processor_gives_its_name(self):
        self.assertEqual("A: processor", processor_name(CPUINFO))

    def test_bfloat16_needs_instructions_for_it(self):
        self.assertIsNone(why_no_bfloat16(CPUINFO.format("avx512_bf16")))
        self.assertIsNone(why_no_bfloat16(CPUINFO.format("amx_bf16 amx_tile")))
        self.assertIn("neither AVX-512 BF16 nor AMX", why_no_bfloat16(CPUINFO.format("avx512f")))

    def test_a_machine_that_does_not_tell_is_not_held_to_bfloat16(self):
        self.assertIn("not known", why_no_bfloat16("model name: A processor\n"))


if __name__ == "__main__":
    unittest.main()
