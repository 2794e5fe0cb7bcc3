"""Choices and the one vocabulary of unknowns."""

from __future__ import annotations

import copy
import pickle

import pytest

from inconfidence.core.values import UNKNOWNS, Choice, unknown


def test_a_choice_is_its_code_and_says_its_words() -> None:
    """Programs compare the code, people read the label."""
    choice = Choice("not_sure", "Not sure")

    assert choice == "not_sure"
    assert choice.label == "Not sure"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda choice: pickle.loads(pickle.dumps(choice))])
def test_a_copied_choice_keeps_its_words(again: object) -> None:
    """Validation and stores copy values; the label goes along."""
    assert again(unknown("declined")).label == UNKNOWNS["declined"]
