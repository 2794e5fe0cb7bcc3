"""The search for cycles is put off while a paper is made, and for no longer."""

from __future__ import annotations

import gc

import pytest

from inconfidence.core.memory import SearchPutOff


def test_the_search_is_off_inside_and_on_again_after() -> None:
    """Also where one piece of work stands inside another."""
    with SearchPutOff():
        with SearchPutOff():
            assert not gc.isenabled()
        assert not gc.isenabled()

    assert gc.isenabled()


def test_the_search_is_on_again_after_a_failure() -> None:
    """A paper that cannot be drawn leaves the program as it was."""
    with pytest.raises(ValueError, match="a fault"), SearchPutOff():
        raise ValueError("a fault")

    assert gc.isenabled()


def test_a_search_that_was_turned_off_stays_off() -> None:
    """Whoever runs the program has the last word."""
    gc.disable()
    try:
        with SearchPutOff():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
