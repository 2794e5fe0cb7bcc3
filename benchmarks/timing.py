"""Taking time fairly: every kind of work once in each round, all rounds in one process, medians of the rounds."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from statistics import median
from time import perf_counter

SPINS = 3_000_000
Work = Callable[[int], object]


def interleaved(work: Mapping[str, Work], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each piece of work in each round; the first time of each is not counted.

    Each call makes a paper of its own: no two of one piece of work are about the same.
    """
    times: dict[str, list[float]] = {name: [] for name in work}
    for at in range(rounds + 1):
        for place, (name, do) in enumerate(work.items()):
            gc.collect()
            start = perf_counter()
            do(at + (rounds + 1) * (place % 2))
            if at:
                times[name].append(perf_counter() - start)
    return times


def medians(times: Mapping[str, list[float]]) -> dict[str, float]:
    """Return the median of each piece of work, in milliseconds."""
    return {name: 1000 * median(seconds) for name, seconds in times.items()}


def spin(turns: int) -> int:
    """Do nothing but count: work of the processor alone."""
    found = 0
    for turn in range(turns):
        found ^= turn * turn
    return found


def calibration(pool: ProcessPoolExecutor) -> float:
    """Return how many times the work of one process two of ``pool`` do in the same time, counting only."""
    start = perf_counter()
    spin(SPINS)
    one = perf_counter() - start
    start = perf_counter()
    list(pool.map(spin, (SPINS, SPINS)))
    return 2 * one / (perf_counter() - start)
