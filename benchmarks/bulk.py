"""Many papers: how fast at 100, 1,000 and 10,000, whether memory stays flat, and what a second process brings."""

from __future__ import annotations

import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psutil

from benchmarks.ours import Bench, open_bench
from benchmarks.timing import calibration

AT_ONCE = 25
"""Papers a process is handed at a time."""
TOGETHER = 200
TURNS = 3
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Run:
    """So many papers made one after another and written to disk: how many a second, and the memory after them."""

    count: int
    a_second: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Together:
    """Papers a second of one process and of two, and what two processes bring when they only count, in one run."""

    one: float
    two: float
    counting: float

    @property
    def share(self) -> float:
        """Return what the second process brings, of what it brings when counting."""
        return self.two / self.one / self.counting


def run(bench: Bench, count: int) -> Run:
    """Make so many papers, one after another."""
    with tempfile.TemporaryDirectory() as place:
        start = perf_counter()
        _write(bench, Path(place), range(count))
        return Run(count, count / (perf_counter() - start), psutil.Process().memory_info().rss / MEGABYTE)


def together() -> list[Together]:
    """Measure one process and two, and counting beside them, in turns."""
    with tempfile.TemporaryDirectory() as place, ProcessPoolExecutor(2, initializer=_open, initargs=(place,)) as pool:
        list(pool.map(_chunk, _chunks(4 * AT_ONCE)))
        return [_turn(pool) for _ in range(TURNS)]


def _turn(pool: ProcessPoolExecutor) -> Together:
    counting = calibration(pool)
    alone = _paced(pool, workers=1)
    return Together(alone, _paced(pool, workers=2), (counting + calibration(pool)) / 2)


def _paced(pool: ProcessPoolExecutor, workers: int) -> float:
    start = perf_counter()
    waiting = _chunks(TOGETHER)
    for first in range(0, len(waiting), workers):
        # One after another, or two side by side: the same processes do both.
        for done in [pool.submit(_chunk, numbers) for numbers in waiting[first : first + workers]]:
            done.result()
    return TOGETHER / (perf_counter() - start)


def _chunks(count: int) -> list[range]:
    return [range(first, min(first + AT_ONCE, count)) for first in range(0, count, AT_ONCE)]


_own: list[tuple[Bench, Path]] = []
"""The bench of this process, opened when the process starts."""


def _open(place: str) -> None:
    folder = Path(tempfile.mkdtemp(dir=place))
    _own.append((open_bench(folder / "keys"), folder))


def _chunk(numbers: range) -> None:
    bench, folder = _own[0]
    _write(bench, folder, numbers)


def _write(bench: Bench, folder: Path, numbers: range) -> None:
    for number in numbers:
        (folder / f"{number}.pdf").write_bytes(bench.sealed(number))
