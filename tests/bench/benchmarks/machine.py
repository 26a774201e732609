"""What the machine is. What cannot be found out, on another system than Linux, is said to be unknown."""
import os
import platform
from pathlib import Path

# Without one of these libtorch computes in bfloat16 by way of float32, which saves nothing. As /proc/cpuinfo calls them.
BFLOAT16_INSTRUCTIONS = {"avx512_bf16", "amx_bf16"}


def processor_name(cpuinfo=None):
    return field("model name", cpuinfo) or platform.processor() or "unknown processor"


def why_no_bfloat16(cpuinfo=None):
    """Why the processor cannot be held to a target in bfloat16; None where it can."""
    flags = field("flags", cpuinfo)
    if flags is None:
        return "it is not known whether this processor computes in bfloat16"
    if BFLOAT16_INSTRUCTIONS.isdisjoint(flags.split()):
        return "this processor has neither AVX-512 BF16 nor AMX"
    return None


def field(name, cpuinfo=None):
    """The first value of a name in the text of /proc/cpuinfo; None where there is none."""
    for text in (read("/proc/cpuinfo") if cpuinfo is None else cpuinfo).splitlines():
        key, colon, value = text.partition(":")
        if colon and key.strip() == name:
            return value.strip()
    return None


def cores():
    """How many logical cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def memory():
    try:
        return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB"
    except (AttributeError, ValueError, OSError):
        return "unknown memory"


def load_average():
    """Of the last 1, 5 and 15 minutes."""
    try:
        return " ".join(f"{load:.2f}" for load in os.getloadavg())
    except OSError:
        return "unknown"


def read(path):
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
