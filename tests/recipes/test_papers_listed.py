"""The list of papers says of each, made here or not, for whom it is, when it may exist, and what it waits for."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure.papers import shipped_papers
from inconfidence.core.errors import NotFound, OutOfTurn
from inconfidence.recipes import catalogue
from inconfidence.store import Case
from tests.recipes.conftest import MORNING

ROWS = {row["kind"]: row for row in catalogue.listing()}


def case(kind: str, stage: str = "assessing") -> Case:
    """Return a case of a kind in a stage."""
    return Case("R-7K3M-9QXT", kind, stage, MORNING.now())


def test_every_paper_of_the_protocol_is_listed() -> None:
    """The table, the whole table, in the order of its names."""
    assert list(ROWS) == sorted(shipped_papers())


@pytest.mark.parametrize(("name", "row"), ROWS.items())
def test_a_paper_is_offered_only_if_it_can_be_made(name: str, row: dict[str, Any]) -> None:
    """What has no template says so, offers no format, and cannot be had."""
    if row["available"]:
        assert catalogue.template(name).roles == tuple(row["for"])
        assert row["formats"] and not row["note"]
    else:
        assert (row["formats"], row["note"]) == ([], "not made here yet")
        with pytest.raises(NotFound, match="not made here yet"):
            catalogue.template(name)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_each_kind_of_case_stands_once_with_its_ground(row: dict[str, Any]) -> None:
    """Either with the stages in which the paper may exist, or among those for which it never does."""
    assert sorted([*row["cases"], *row["never"]]) == ["group", "individual", "location"]
    assert all(case["stages"] and case["ground"] for case in row["cases"].values())
    assert all(row["never"].values())


def test_a_paper_says_what_it_waits_for() -> None:
    """The notice waits for a decision, in words a person can act on."""
    assert "named assessor's decision" in ROWS["need-to-know-notice"]["requires"]["decision"]
    assert ROWS["acknowledgement"]["requires"] == {}


def test_a_notice_is_refused_until_the_decision_is_on_record() -> None:
    """For a group, with nothing recorded, the refusal is L85's; with the decision there is none."""
    notice = catalogue.template("need-to-know-notice")

    with pytest.raises(OutOfTurn, match="L85"):
        catalogue.check_on_record(notice, case("group"), frozenset())
    catalogue.check_on_record(notice, case("group"), frozenset({"decision"}))


@pytest.mark.parametrize(("kind", "ground"), [("individual", "L81"), ("location", "silent: L85")])
def test_a_notice_is_for_a_group_only(kind: str, ground: str) -> None:
    """About a child or family nothing is ever fed back, and about a place nothing in this way."""
    with pytest.raises(OutOfTurn, match=ground):
        catalogue.check_turn(catalogue.template("need-to-know-notice"), case(kind), "referrer")
