"""What checking a suite of 100 technique files takes."""
import re

from benchmarks.errors import BenchmarkError
from benchmarks.harness import repeat_program, start_up_seconds
from benchmarks.locations import SUITES, TECHNIQUES
from benchmarks.page import Section
from benchmarks.targets import Target, judge

SECONDS = Target(0.5, 2, "s")
FILES = 100
SOURCES = "feature-extractor", "bn-only", "discriminative-bn-frozen", "concat-pooling", "deeper-head"


def measure(bench):
    suite = write_suite(bench.work)
    log = bench.work / "log"
    start = start_up_seconds(log)
    seconds, output = repeat_program(["validate", suite], bench.repeats, log)
    if f"{FILES} techniques" not in output:
        raise BenchmarkError(f"validate did not read {FILES} techniques.", *output.splitlines()[:1])
    return Section(
        f"`harness validate` on {FILES} technique files",
        [f"{seconds:.2f} s (median of {bench.repeats}), of which start-up alone takes {start:.2f} s."],
        [judge(f"validate, {FILES} files, start-up included", seconds, SECONDS)])


def write_suite(folder):
    """The flowers suite with copies of its techniques under names of their own; returns its file."""
    techniques = folder / "techniques"
    techniques.mkdir()
    texts = [(TECHNIQUES / f"{source}.yaml").read_text(encoding="utf-8") for source in SOURCES]
    # Others extend this one, by its file's name.
    (techniques / f"{SOURCES[0]}.yaml").write_text(texts[0], encoding="utf-8")
    for number in range(1, FILES):
        text = re.sub(r"^name: .*", rf"\g<0>, number {number}", texts[number % len(texts)], count=1, flags=re.MULTILINE)
        (techniques / f"{number}.yaml").write_text(text, encoding="utf-8")
    before_techniques = re.split(r"^techniques:", (SUITES / "flowers.yaml").read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
    suite = folder / "hundred.yaml"
    suite.write_text(f"{before_techniques}techniques: ['techniques/*.yaml']\n", encoding="utf-8")
    return suite
