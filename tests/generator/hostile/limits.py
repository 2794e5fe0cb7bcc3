"""Work on hostile input in a process of its own, which the system ends when it takes more than it may."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

SECONDS = 20
"""Of a processor."""
MEMORY = 512 * 1024 * 1024
"""Bytes beside what the tests themselves hold."""

# Not a copy of the tests' own process: the judges of PDF/A have threads there by then, which no copy would have.
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["tests.generator.hostile.warm"])


def within_limits(work: Callable[[], Any]) -> Any:
    """Return what ``work`` returns; fail when it has to be ended, or raises what it should not."""
    mine, theirs = multiprocessing.Pipe(duplex=False)
    process = SERVER.Process(target=_limited, args=(work, theirs))
    process.start()
    theirs.close()
    try:
        answer = mine.recv()
    except EOFError:
        # Ended before it could answer: the exit code tells.
        answer = None
    process.join()
    assert process.exitcode == 0, "it took more time or memory than it may, or fell over"
    return answer


def _limited(work: Callable[[], Any], answer: Connection) -> None:
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    answer.send(work())
