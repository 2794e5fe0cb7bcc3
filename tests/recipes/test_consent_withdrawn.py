"""A consent that is taken back: nothing new relies on it, and every paper that did is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from disclosure.leaks import open_file
from inconfidence.recipes import casework
from inconfidence.recipes.home import Home
from inconfidence.recipes.making import make_for_case
from inconfidence.store import Case

OpenCase = Callable[[str], Case]

SURNAME = "Kerrigan"
GIVEN: dict[str, Any] = {
    "kind": "consent",
    "answer": "yes",
    "scope": ["family"],
    "taken_by": "Priya Raman, duty worker",
    "taken_on": "2026-11-02",
    "how": "By telephone",
    "wording_version": "C-1",
}


def consent(**changes: Any) -> bytes:
    return json.dumps({**GIVEN, **changes}).encode()


def names_the_referrer(content: bytes) -> bool:
    return any(SURNAME in passage.text for passage in open_file(content, "paper.pdf"))


def test_with_her_consent_the_family_is_told_who_rang(home: Home, assessing: OpenCase) -> None:
    """L75: not named unless they explicitly consent; she did, to the family."""
    made = make_for_case(home, "subject-access-extract", assessing("individual").reference, "family:F1")

    assert names_the_referrer(made.content)


def test_taking_a_consent_back_names_the_papers_that_relied_on_it(home: Home, assessing: OpenCase) -> None:
    """Only papers that would have said less without it: the mother's extract, and not the letter or the record."""
    reference = assessing("individual").reference
    told = make_for_case(home, "subject-access-extract", reference, "family:F1")
    make_for_case(home, "referral-record-individual", reference, "fast")

    added = casework.add(home, "consent", reference, consent(withdrawn_on="2026-11-20"), by="Priya Raman")

    assert [each.reference for each in added.relied] == [told.row.reference]


def test_after_it_is_taken_back_nobody_is_told(home: Home, assessing: OpenCase) -> None:
    """The same paper made again is another paper, without the name."""
    reference = assessing("individual").reference
    casework.add(home, "consent", reference, consent(withdrawn_on="2026-11-20"), by="Priya Raman")

    made = make_for_case(home, "subject-access-extract", reference, "family:F1")

    assert not names_the_referrer(made.content)


def test_a_consent_that_changes_nothing_lists_nothing(home: Home, assessing: OpenCase) -> None:
    """A consent given, or given again, calls no paper back."""
    reference = assessing("individual").reference
    make_for_case(home, "subject-access-extract", reference, "family:F1")

    assert casework.add(home, "consent", reference, consent(), by="Priya Raman").relied == ()
