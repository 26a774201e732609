"""Runs a whole process and tells what it took."""
import os
import shlex
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.errors import BenchmarkError

LINES_SHOWN = 40
SECONDS_TO_END = 10


@dataclass(frozen=True)
class ProcessRun:
    """What a process took that went well, from its start to its end."""

    wall_seconds: float
    """Start-up included."""
    processor_seconds: float
    """Of all cores, with the processes that it started and waited for."""
    peak_bytes: int
    """The most memory that the largest of these processes held at once (resident set)."""
    output: str
    """Standard output and standard error."""


def run(command, log, environment=None):
    """Runs a command to its end.

    command: program and arguments; log: the file that its output goes to; environment: variables to add to this process's.
    Raises BenchmarkError, with the end of the output, where the command cannot be started or ends with another status than 0.
    """
    command = [str(word) for word in command]
    log = Path(log)
    log.parent.mkdir(parents=True, exist_ok=True)
    variables = {**os.environ, **(environment or {})}
    with open(log, "wb") as file:
        began = time.monotonic()
        try:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT, env=variables)
        except OSError as error:
            raise BenchmarkError(f"this cannot be started: {shlex.join(command)}", error.strerror) from error
        usage = wait(process)
        wall = time.monotonic() - began
    output = log.read_text(encoding="utf-8", errors="replace")
    if process.returncode:
        raise BenchmarkError(f"this {how_it_ended(process.returncode)}: {shlex.join(command)}", *output.splitlines()[-LINES_SHOWN:])
    # ru_maxrss is in KiB on Linux. A child begins with this process's own peak, so nothing large may be imported here.
    return ProcessRun(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, output)


def how_it_ended(code):
    """What a process did that did not end well, from subprocess's return code."""
    return f"was ended by the signal {signal.Signals(-code).name}" if code < 0 else f"failed with status {code}"


def wait(process):
    """Waits for a process and takes its resource usage; ends it when this process is to end."""
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        end(process)
        raise
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def end(process):
    """Ends a process, which has some seconds to end those that it started."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
