"""Taking time fairly: every kind of work once in each round, all rounds in one process, medians of the rounds."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from statistics import median
from time import perf_counter

SPINS = 3_000_000
PAPERS_A_TURN = 5
"""Papers that each makes in a row: a program that has just waited for another's turn finds nothing in its caches."""
Work = Callable[[int], object]


def interleaved(work: Mapping[str, Work], rounds: int) -> dict[str, list[float]]:
    """Return the seconds a paper takes each piece of work in each round; the first round is not counted.

    Each call makes a paper of its own: no two of one piece of work are about the same.
    """
    times: dict[str, list[float]] = {name: [] for name in work}
    for at in range(rounds + 1):
        for place, (name, do) in enumerate(work.items()):
            gc.collect()
            first = PAPERS_A_TURN * (at + (rounds + 1) * (place % 2))
            start = perf_counter()
            for number in range(first, first + PAPERS_A_TURN):
                do(number)
            if at:
                times[name].append((perf_counter() - start) / PAPERS_A_TURN)
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
