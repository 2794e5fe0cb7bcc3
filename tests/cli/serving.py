"""Run as ``python -m tests.cli.serving``: answers calls of the command, each in a copy of this process.

It has every room loaded, which takes longer than most answers. A line of JSON asks, a line with the exit code answers.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from importlib import import_module
from pkgutil import iter_modules

from inconfidence.cli import main

HANGS = 600
"""Seconds after which a call is given up: no test is about how long one takes."""
ROOMS = (
    "inconfidence.recipes",
    "inconfidence.store",
    "archive",
    "disclosure",
    "distribution",
    "forms",
    "generator",
    "signing",
)


def serve() -> None:
    """Answer until nobody asks any more."""
    for room in ROOMS:
        for module in iter_modules(import_module(room).__path__, f"{room}."):
            import_module(module.name)
    gc.freeze()
    # Not `for line in sys.stdin`: a copy would hold what was read ahead.
    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            live(**json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def live(words: list[str], folder: str, out: str, err: str) -> None:
    """Be the command, called with these words in a folder, its streams going into files; never returns."""
    signal.alarm(HANGS)
    os.chdir(folder)
    for number, file in enumerate((os.devnull, out, err)):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT), number)
    sys.argv = words
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
    try:
        main()
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        # To take down all that is loaded takes longer than most answers, too.
        os._exit(int(ended.code or 0))


if __name__ == "__main__":
    serve()
