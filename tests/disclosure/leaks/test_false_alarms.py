"""Clean papers pass: a seeded sample of the made-up cases of `make proof`, one of nearly every kind of paper."""

from __future__ import annotations

from functools import cache

import pytest

from tools.proofs.alarms import Looked, kinds, looked

SEED = 2026
PAPERS = 40
STEP = max(1, len(kinds()) // PAPERS)


@cache
def papers(part: int) -> tuple[Looked, ...]:
    return tuple(looked(number * STEP, SEED) for number in range(part, PAPERS, 4))


@pytest.mark.parametrize("part", range(4))
def test_no_clean_paper_is_stopped(part: int) -> None:
    """Nothing was planted, so nothing may be called a leak, however common the words the names are made of."""
    stopped = {
        (each.kind.paper, each.kind.role, alarm.finding.path, alarm.finding.form)
        for each in papers(part)
        for alarm in each.alarms
        if alarm.finding.kind == "leak"
    }

    assert stopped == set()


def test_the_papers_are_the_same_each_time() -> None:
    """A seed is a case: what is found once can be looked into."""
    assert looked(3, SEED) == looked(3, SEED)
