"""Two cases that differ only in what a reader may not see give that reader the very same file.

This is for what no scan can find: a number of entries, a length, an order, an empty box. Everything `document list`
offers is made twice, from a full record and from one changed at random in withheld places only, and compared byte by
byte: words, page count, tags, metadata and attachments with it. The sample is seeded; `make proof` runs many more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure import explain, view_for
from forms import Record
from inconfidence.core.digest import Digest
from inconfidence.recipes.catalogue import template
from tests.disclosure.mutations import changed
from tests.disclosure.test_matrix_in_papers import (
    Production,
    file_of,
    productions,
    reading_for,
    records_for,
)

DECIDES = re.compile(r"consent(\..*)?|audience|person|classes|\w+_on|(.*\.)?code")
DECIDING = ("referral-individual", "referral-group", "referral-location", "decision", "letter")
"""What a reader does not see and what all the same decides what they see: to change it is to ask another question."""
RELAXED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
IN_FILES = [each for each in productions() if each.consent == "yes"]
IN_VIEWS = [each for each in IN_FILES if each.form == "pdf"]


@pytest.mark.parametrize("made", IN_VIEWS, ids=str)
@RELAXED
@given(seed=st.integers(0, 2**32))
def test_what_is_withheld_does_not_change_the_view(made: Production, seed: int) -> None:
    """Value, presence, length or number of entries: none of it reaches the view."""
    assert view_digest(made, differing(made, seed)) == view_digest(made, originals(made))


@pytest.mark.parametrize("made", IN_FILES, ids=str)
def test_what_is_withheld_does_not_change_the_file(made: Production) -> None:
    """The finished file is the same to the byte, as PDF, as Word and as a web page."""
    assert file_of(made, differing(made, 1)) == file_of(made, originals(made))


def originals(made: Production) -> dict[str, Record]:
    return {name: each.record for name, each in records_for(made).items()}


def differing(made: Production, seed: int) -> dict[str, Record]:
    """Return the records of ``made``, each changed where this reader may not see it."""
    random = Random(seed)
    records = originals(made)
    again: dict[Digest, Record] = {}
    for record in records.values():
        if record.digest not in again:
            again[record.digest] = changed(record, hidden(made, record), others_than(made), random)
    return {name: again[record.digest] for name, record in records.items()}


def hidden(made: Production, record: Record) -> frozenset[str]:
    """Return the paths of a record that this paper does not show its reader, without its own name at the head."""
    is_referral = record.kind.startswith("referral-")
    named = {"referral": record, "referrer": record} if is_referral else {record.kind.replace("-", "_"): record}
    never = frozenset(template(made.paper).never)
    decisions = originals(made)
    found = explain(named, never=never, **reading_for(made, decisions))
    names = {name for name, each in decisions.items() if each.digest == record.digest}
    unseen = {each.path for each in found if not each.shown or each.path.partition(".")[0] not in names}
    bare = {path if path.startswith("referrer") else path.partition(".")[2] for path in unseen}
    return frozenset(path for path in bare if not DECIDES.fullmatch(path) or record.kind not in DECIDING)


def others_than(made: Production) -> Callable[[Mapping[str, Any]], bool]:
    """Return what says of a row about a person whether it is somebody else's than the reader's."""
    persons = reading_for(made, originals(made))["persons"]
    return lambda row: bool(persons) and str(row.get("code")) not in persons


def view_digest(made: Production, records: Mapping[str, Record]) -> Digest:
    never = frozenset(template(made.paper).never)
    return view_for(records, never=never, **reading_for(made, records)).digest
