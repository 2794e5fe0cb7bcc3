"""A witness who stays away is noticed."""

from __future__ import annotations

import pytest

from tests.witness.witnesses import witness

NOBODY = "a-tool-that-nobody-has"


def test_a_missing_witness_is_said_loudly() -> None:
    """Where tools are a matter of luck, the test is skipped with the reason."""
    with pytest.raises(pytest.skip.Exception, match=f"WITNESS NOT HEARD: {NOBODY}"):
        witness(NOBODY, required=False)


def test_a_missing_witness_is_a_failure_where_all_are_required() -> None:
    """Where tools are installed on purpose, their absence is a fault of the set-up."""
    with pytest.raises(pytest.fail.Exception, match=f"WITNESS NOT HEARD: {NOBODY}"):
        witness(NOBODY, required=True)
