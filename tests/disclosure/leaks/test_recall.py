"""Planted leaks are found: a seeded sample of what `make proof` plants, every way of planting among them."""

from __future__ import annotations

import warnings
from dataclasses import replace

import pytest

from tools.proofs.accepted import accepted
from tools.proofs.names_written import PEOPLE
from tools.proofs.names_written import forms_of as forms_of_name
from tools.proofs.recall import Tried, sample, tried, ways
from tools.proofs.withheld import VALUES

SEED = 7
CHANNELS = len(ways())
SAMPLE = 2 * CHANNELS
LEAST_FORMS = 12


def test_every_value_is_written_in_many_forms() -> None:
    """At least twelve of each, as the issue asks."""
    least = min(len({form for form, _ in value.forms()}) for value in VALUES)

    assert least >= LEAST_FORMS
    assert min(len({form for form, _ in forms_of_name(person)}) for person in PEOPLE) >= LEAST_FORMS


def test_the_sample_takes_every_way_of_planting() -> None:
    """No channel is left to chance."""
    assert {(each.kind, each.way) for each in sample(SAMPLE, SEED)} == set(ways())


@pytest.mark.parametrize("part", range(4))
def test_what_is_planted_is_found(part: int) -> None:
    """All of it, but for the misses that are accepted with a reason."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        came_of = [tried(each) for each in sample(SAMPLE, SEED)[part::4]]

    missed = [each for each in came_of if each.outcome != "found" and accepted(each) is None]
    assert [(each.file, each.way, each.kind, each.form) for each in missed] == []


def test_a_reason_covers_its_own_miss_and_no_other() -> None:
    """Neither another form, nor another kind, nor one that is worse than was accepted."""
    known = Tried(
        "docx", "text", "text", "name of everyday words", "Will Young", "small letters in a sentence", "warned"
    )

    assert accepted(known) is not None
    assert accepted(replace(known, outcome="missed")) is None
    assert accepted(replace(known, form="small letters")) is None
    assert accepted(replace(known, kind="name")) is None
