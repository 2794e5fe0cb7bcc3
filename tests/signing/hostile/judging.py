"""A hostile file is judged in a child of this process that has everything loaded, little time and little memory."""

from __future__ import annotations

import gc
import json
import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

CPU_SECONDS: Final = 20
"""How long one file may be looked at; a paper of ours takes less than a tenth of a second."""

MEMORY: Final = 1024 * 1024 * 1024
"""How much address space a child may take beyond what it has at its start, in bytes."""


@dataclass(frozen=True)
class Judged:
    """How one file was judged; ``verdict`` is "crashed" where the child did not live to tell."""

    verdict: str
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    """Processor time."""
    memory: int = 0
    """The most memory the child held while this file or one before it was looked at, in bytes."""


def judged_one(content: bytes, judge: Callable[[bytes], tuple[str, Sequence[str]]]) -> Judged:
    """Judge one file in a child of its own."""
    return next(judged([content], judge))


def judged(
    files: Sequence[bytes], judge: Callable[[bytes], tuple[str, Sequence[str]]], *, seconds: int = CPU_SECONDS
) -> Iterator[Judged]:
    """Judge files one after the other in one child; when it dies, the next file starts another."""
    done = 0
    while done < len(files):
        for result in _by_a_child(files[done:], judge, seconds):
            done += 1
            yield result
        if done < len(files):
            done += 1
            yield Judged("crashed")


def _by_a_child(
    files: Sequence[bytes], judge: Callable[[bytes], tuple[str, Sequence[str]]], seconds: int
) -> Iterator[Judged]:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _live(files, judge, write, seconds)
    os.close(write)
    try:
        with os.fdopen(read) as answers:
            for line in answers:
                verdict, problems, took, memory = json.loads(line)
                yield Judged(verdict, tuple(problems), took, memory)
    finally:
        # Whoever asks for one answer only does not come back for the end.
        os.waitpid(child, 0)


def _live(
    files: Sequence[bytes], judge: Callable[[bytes], tuple[str, Sequence[str]]], write: int, seconds: int
) -> None:
    """Judge and tell, as the child; never returns."""
    try:
        gc.freeze()
        resource.setrlimit(resource.RLIMIT_AS, (_address_space() + MEMORY,) * 2)
        for content in files:
            begun = time.process_time()
            resource.setrlimit(resource.RLIMIT_CPU, (int(begun) + 1 + seconds, resource.RLIM_INFINITY))
            verdict, problems = judge(content)
            took, memory = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            os.write(write, json.dumps([verdict, list(problems), took, memory]).encode() + b"\n")
    finally:
        # Not sys.exit: the parent's handlers are not the child's to run.
        os._exit(0)


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - a Path would need memory of its own
        return int(statm.read().split()[0]) * resource.getpagesize()
