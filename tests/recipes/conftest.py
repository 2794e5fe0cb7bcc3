"""A home of the sample's council with nothing in it yet, and cases as far as a test needs them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inconfidence.core.clock import FixedClock
from inconfidence.recipes import casework
from inconfidence.recipes.home import Home, init, open_home, secret_folder
from inconfidence.recipes.sample import Sample, settings
from inconfidence.store import Case

MORNING = FixedClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))

OpenCase = Callable[[str], Case]


@pytest.fixture
def sample() -> Sample:
    return Sample(date(2026, 11, 23))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    folder = tmp_path / "var"
    init(folder, secret_folder(folder), settings(), MORNING)
    return open_home(folder, secret_folder(folder), MORNING)


@pytest.fixture
def assessing(home: Home, sample: Sample) -> OpenCase:
    """A function that takes a kind of referral in and screens it: the case is being assessed."""

    def opened(kind: str) -> Case:
        case = casework.take_in_referral(home, sample.text(f"referral-{kind}"), by="test")
        casework.record(home, case.reference, sample.text(f"screening-{kind}"), by="test")
        return casework.case_of(home, case.reference)

    return opened
