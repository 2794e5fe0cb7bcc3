"""A paper that says too much is not sealed: it is mended, or an assessor decides on record that it may pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from inconfidence.core.clock import FixedClock
from inconfidence.core.errors import Blocked, OutOfTurn, TryLater
from inconfidence.recipes import casework
from inconfidence.recipes.answering import ANSWERS_A_DAY, BLOCKS_BEFORE_A_LOOK
from inconfidence.recipes.home import Home
from inconfidence.recipes.making import make_for_case, word_for_case
from inconfidence.recipes.sample import Sample
from inconfidence.store import Case
from tests.recipes.conftest import MORNING

OpenCase = Callable[[str], Case]

PASTED = "The coach Siobhan Kerrigan has known him for four years."
DECISION: dict[str, Any] = {
    "kind": "decision",
    "audience": "family",
    "why": "She named herself to the mother, who asked us to write it down.",
    "words": "That the coach spoke to us.",
    "decided_by": "Rukhsana Mirza",
    "decided_on": "2026-11-20",
    "expires_on": "2027-01-31",
}


@pytest.fixture
def pasted(home: Home, sample: Sample, assessing: OpenCase) -> Case:
    """A case whose letter to the mother names who rang."""
    case = assessing("individual")
    letter = json.loads(sample.text("letter"))
    letter["paragraphs"].append(PASTED)
    casework.add(home, "letter", case.reference, json.dumps(letter).encode(), by="test")
    return case


def refused(home: Home, case: Case) -> Blocked:
    with pytest.raises(Blocked) as refusal:
        make_for_case(home, "family-letter", case.reference, "family:F1")
    return refusal.value


def write(home: Home, sample: Sample, case: Case, words: str) -> None:
    letter = {**json.loads(sample.text("letter")), "paragraphs": [words]}
    casework.add(home, "letter", case.reference, json.dumps(letter).encode(), by="test")


def decide(home: Home, case: Case, marks: list[str], **changes: Any) -> None:
    decision = {**DECISION, "passes": marks, **changes}
    casework.add(home, "decision", case.reference, json.dumps(decision).encode(), by="test")


def test_a_letter_that_names_the_referrer_is_not_sealed(home: Home, pasted: Case) -> None:
    """Her consent is to the name where the council says who rang; a letter never carries it (L75)."""
    refusal = refused(home, pasted)

    assert {each.path for each in refusal.findings} >= {"referrer.name"}
    assert "Kerrigan" not in f"{refusal.message}{refusal.hint}{refusal.findings}"
    assert all(entry.kind != "kept" for entry in home.archive.entries())


def test_that_it_was_blocked_is_noted(home: Home, pasted: Case) -> None:
    """The case's events say so, and hold no word of it."""
    refused(home, pasted)

    with home.store.reading() as held:
        assert [each.code for each in held.events.of(pasted.reference)][-1] == "paper-blocked"


def test_the_word_file_of_it_is_refused_and_noted_too(home: Home, pasted: Case) -> None:
    """What must not be sealed is not handed out to be edited either."""
    with pytest.raises(Blocked):
        word_for_case(home, "family-letter", pasted.reference, "family:F1")

    with home.store.reading() as held:
        assert [each.code for each in held.events.of(pasted.reference)][-1] == "paper-blocked"


def test_after_some_blocks_a_case_waits_for_an_assessor(home: Home, pasted: Case) -> None:
    """Until somebody who may be told all has looked, even a paper that says nothing is not made."""
    for _ in range(BLOCKS_BEFORE_A_LOOK):
        refused(home, pasted)
    for asker in ("", "admin", "Assessor"):
        with pytest.raises(OutOfTurn, match="assessor has to look"):
            make_for_case(home, "acknowledgement", pasted.reference, "referrer", asker=asker)

    with pytest.raises(Blocked):
        make_for_case(home, "family-letter", pasted.reference, "family:F1", asker="assessor")

    assert make_for_case(home, "acknowledgement", pasted.reference, "referrer").fresh


def test_a_name_cannot_be_found_by_trying_one_letter_after_another(
    home: Home, sample: Sample, assessing: OpenCase
) -> None:
    """Wrong guesses block nothing; there are only so many a day, the next day again."""
    case = assessing("individual")
    for number in range(ANSWERS_A_DAY):
        write(home, sample, case, f"It was not Nobody Number{number}.")
        make_for_case(home, "family-letter", case.reference, "family:F1")

    write(home, sample, case, PASTED)
    with pytest.raises(TryLater, match="too many versions"):
        make_for_case(home, "family-letter", case.reference, "family:F1")
    with pytest.raises(TryLater):
        word_for_case(home, "family-letter", case.reference, "family:F1", asker="admin")

    tomorrow = replace(home, clock=FixedClock(MORNING.moment + timedelta(hours=25)))
    assert refused(tomorrow, case).findings


def test_the_same_words_again_are_no_new_answer(home: Home, sample: Sample, assessing: OpenCase) -> None:
    """Somebody may have the Word file of one letter as often as they like."""
    case = assessing("individual")
    write(home, sample, case, "We would like to meet you.")

    files = [
        word_for_case(home, "family-letter", case.reference, "family:F1", asker="admin")
        for _ in range(ANSWERS_A_DAY + 2)
    ]

    assert all(files)


def test_an_assessor_is_bound_by_no_number(home: Home, sample: Sample, assessing: OpenCase) -> None:
    """Who may be told everything learns nothing by trying."""
    case = assessing("individual")
    for number in range(ANSWERS_A_DAY + 1):
        write(home, sample, case, f"Version {number}.")
        assert make_for_case(home, "family-letter", case.reference, "family:F1", asker="assessor").fresh


def test_a_former_task_holder_is_not_named_to_the_next(home: Home, sample: Sample, assessing: OpenCase) -> None:
    """Whose task another took over is searched for in the new sheet."""
    case = assessing("location")
    task = json.loads(sample.text("task-survey"))
    for holder, asking in (("Wilhelmina Larch", "Ask people."), ("Caspar Thorne", "Ask Wilhelmina Larch for forms.")):
        changed = {**task, "holder": holder, "asking": asking}
        casework.add(home, "task", case.reference, json.dumps(changed).encode(), by="test")

    with pytest.raises(Blocked):
        make_for_case(home, "survey-guide", case.reference, "task_holder")


def test_mended_it_is_made(home: Home, sample: Sample, pasted: Case) -> None:
    """Nothing is lost: the letter recorded anew without the sentence goes its way."""
    refused(home, pasted)

    casework.add(home, "letter", pasted.reference, sample.text("letter"), by="test")

    assert make_for_case(home, "family-letter", pasted.reference, "family:F1").fresh


def test_decided_on_record_it_is_made_and_relies_on_the_decision(home: Home, pasted: Case) -> None:
    """Each finding is let pass by its own mark, and the paper is listed under the decision."""
    decide(home, pasted, sorted({each.mark for each in refused(home, pasted).findings}))

    made = make_for_case(home, "family-letter", pasted.reference, "family:F1")

    with home.store.reading() as held:
        (decision,) = casework.decisions(home, pasted.reference)
        assert [each.reference for each in held.papers.relying_on([decision.digest])] == [made.row.reference]


def test_a_decision_on_some_findings_lets_the_others_stand(home: Home, pasted: Case) -> None:
    """One mark fewer, and it is blocked as before."""
    marks = sorted({each.mark for each in refused(home, pasted).findings})

    decide(home, pasted, marks[1:])

    assert {each.mark for each in refused(home, pasted).findings} == {marks[0]}


def test_a_decision_that_has_expired_lets_nothing_pass(home: Home, pasted: Case) -> None:
    """The day it stood until is over."""
    marks = sorted({each.mark for each in refused(home, pasted).findings})

    decide(home, pasted, marks, expires_on="2026-11-21")

    assert refused(home, pasted).findings


def test_words_that_point_at_somebody_are_told_and_do_not_block(
    home: Home, sample: Sample, assessing: OpenCase
) -> None:
    """ "From my shop" names nobody: whoever makes the paper is warned, and decides."""
    case = assessing("individual")
    letter = json.loads(sample.text("letter"))
    letter["paragraphs"] = ["A local business told us that he stands there every week."]
    casework.add(home, "letter", case.reference, json.dumps(letter).encode(), by="test")

    made = make_for_case(home, "family-letter", case.reference, "family:F1")

    assert {each.kind for each in made.warnings} == {"warning"}


def test_a_need_to_know_notice_needs_its_decision(home: Home, assessing: OpenCase) -> None:
    """L85: on a need to know basis; without a named assessor's decision there is no such paper."""
    case = assessing("group")
    with pytest.raises(OutOfTurn, match="L85"):
        make_for_case(home, "need-to-know-notice", case.reference, "referrer")

    decide(home, case, [], audience="referrer", intervention="yes", duration="Six weeks")

    assert make_for_case(home, "need-to-know-notice", case.reference, "referrer").fresh


def test_an_individual_case_has_no_need_to_know_notice(home: Home, assessing: OpenCase) -> None:
    """L81: no feedback about the intervention or outcome, whatever anybody decides."""
    case = assessing("individual")
    decide(home, case, [], audience="attendee")

    with pytest.raises(OutOfTurn, match="L81"):
        make_for_case(home, "need-to-know-notice", case.reference, "referrer")
