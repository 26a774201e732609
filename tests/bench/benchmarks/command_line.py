"""What all commands do alike: numbers among their arguments, progress on standard error, and how they end."""
import argparse
import math
import signal
import sys
import time

from benchmarks.errors import BenchmarkError, print_error


def positive_whole(text):
    """An argument that is a whole number of at least 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 1, not '{text}'")
    return int(text)


def positive(text):
    """An argument that is a number above 0."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"must be a number above 0, not '{text}'")
    return value


def parser_for(description):
    """A parser that prints a module's docstring as it stands."""
    return argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)


def say(text):
    print(f"{time.strftime('%H:%M:%S')}: {text}", file=sys.stderr, flush=True)


def run_command(main):
    """Runs a command to the end of the process: exit status 0, 1 after an error that a person can do something about, 130 when stopped."""
    # As after Ctrl-C, what was started is ended and temporary folders go.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main())
    except BenchmarkError as error:
        print_error(error)
        sys.exit(1)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        sys.exit(130)
