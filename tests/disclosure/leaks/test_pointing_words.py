"""Words that point at whoever rang, and small numbers of people, are warnings in what somebody wrote for the case."""

from __future__ import annotations

import pytest

from disclosure.leaks import findings, search_for
from disclosure.leaks.pointers import points_at_referrer, tells_small_count
from inconfidence.core.documents import DrawnFrom
from tests.disclosure.leaks.searching import TODAY, found_in, invitee, search

SEARCH = search(own=invitee(name="Rivka Stern"))


@pytest.mark.parametrize(
    "text",
    [
        "It was seen from my shop window.",
        "A boy stood outside our shop.",
        "A local business told us of a car.",
        "A neighbour rang on Friday.",
        "The person who reported this is worried.",
        "An anonymous caller said so.",
        "Somebody who cares about him told us.",
        "We were told by a shopkeeper.",
        "From the counter one can see the bins.",
        "The swimming coach was worried about him.",
        "According to a teacher he comes late.",
        "I saw them on Thursday.",
        "When I was locking up they came.",
        "THE CALLER  did not know him.",
        "A neigh-\nbour rang.",
        "the referrer asks",
    ],
)
def test_words_that_point_at_the_referrer_are_seen(text: str) -> None:
    """A window, a shop, a kind of person, the caller's own voice."""
    assert points_at_referrer(text)


@pytest.mark.parametrize(
    "text",
    [
        "The shops on the parade close at six.",
        "Shopkeepers, neighbours and coaches are invited.",
        "A window of the stairwell is broken.",
        "The survey was answered by 64 residents.",
        "Please ring us.",
        "Young people told the workers what they like.",
        "Two workers observed the courtyard.",
        "Private and Confidential",
        "If you are worried about a child, call FAST.",
        "The caretaker locks the gate at ten.",
    ],
)
def test_ordinary_sentences_point_at_nobody(text: str) -> None:
    """A place may have shops, windows and neighbours."""
    assert not points_at_referrer(text)


def test_a_pointer_is_a_warning_about_the_referrer() -> None:
    """It says which kind of words, and where they were written."""
    drawn = (DrawnFrom("conference.findings.0.worries.0.words", "It was seen from my shop window."),)

    (found,) = findings([], SEARCH, drawn)

    assert (found.kind, found.information_class) == ("warning", "referrer_identity")
    assert found.place == "conference.findings.0.worries.0.words"


def test_the_templates_own_words_point_at_nobody() -> None:
    """They were there before anybody rang."""
    assert findings([], SEARCH, (DrawnFrom("", "The person who reported this is not named."),)) == ()


def test_who_may_know_the_referrer_is_not_warned_of_them() -> None:
    """In the duty worker's own record the caller stands by name."""
    looked_for = search_for({}, role="fast", reader="FAST", kind="location", on=TODAY)

    assert found_in("The caller saw it from my shop window.", looked_for) == []


@pytest.mark.parametrize("text", ["three boys", "2 young people", "Four of 60", "five girls"])
def test_a_small_number_of_people_is_a_warning(text: str) -> None:
    """From 1 to 5 they can be told apart by those who live there."""
    assert tells_small_count(text)
    assert [each.form for each in found_in(text, SEARCH)] == ["small count"]


@pytest.mark.parametrize(
    "text", ["64 residents", "three lamps", "12 young people", "5 November", "two hours", "Page 2 of 21"]
)
def test_larger_numbers_and_other_things_are_no_small_count(text: str) -> None:
    """Lamps are no people, and twelve are not few."""
    assert not tells_small_count(text)
