"""What was found is told only to who may know it, and nothing undecided passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure import shipped_matrix
from disclosure.leaks import Finding, clear, clear_message, decided_to_pass, read_pages, told
from forms import Record, record_of
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import CheckedPdf, DrawnFrom
from inconfidence.core.errors import Blocked, OutOfTurn
from tests.disclosure.leaks.searching import found_in, invitee, referral, search
from tests.generator.drawing.sheets import drawn, paper, para

TODAY = date(2026, 11, 23)
CONCERN = referral(referrer={"name": "Mehmet Yıldız"}, people=[{"name": "Tariq Aziz"}])
SEARCH = search(CONCERN, own=invitee(name="Rivka Stern"))
EVERY_ROLE = shipped_matrix().roles


def message(body: str, subject: str = "Papers for you") -> bytes:
    head = f"From: fast@council.example\r\nTo: rivka@example.org\r\nSubject: {subject}\r\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n".encode()


def decision(passes: tuple[str, ...], **changes: Any) -> Record:
    made = record_of("decision", {
        "audience": "attendee", "why": "They are known to one another.", "words": "That a place was found harmful.",
        "decided_by": "Rukhsana Mirza", "decided_on": "2026-11-01", "expires_on": "2026-12-01", **changes,
    })  # fmt: skip
    return Record(made.kind, made.schema_version, {**made.values, "passes": passes}, made.digest)


def checked(path: str, words: str) -> CheckedPdf:
    content = drawn(paper(para(words))).content
    return CheckedPdf(content, digest_of(content), "Paper", 1, (), digest_of(b"view"), (DrawnFrom(path, words),))


def test_what_was_read_of_other_bytes_is_not_believed() -> None:
    """Preflight's reading of the pages spares a second one of the same bytes, and of no others."""
    innocent = read_pages(drawn(paper(para("Nothing of anybody."))).content)
    telling = replace(checked("referral.reason", "Reported by Mehmet Yıldız."), read=innocent)

    with pytest.raises(Blocked):
        clear(telling, "paper.pdf", SEARCH)


def marks(text: str) -> tuple[str, ...]:
    with pytest.raises(Blocked) as blocked:
        clear_message(message(text), "mail.eml", SEARCH)
    return tuple(each.mark for each in blocked.value.findings if isinstance(each, Finding))


def test_the_assessor_is_told_where_it_stands() -> None:
    """Class, path, form, channel and place, and the mark a decision would name; never the value."""
    (line,) = told(found_in("by Mehmet Yıldız", SEARCH), "assessor", shipped_matrix(), "location")

    assert all(each in line for each in ("leak", "referrer.name", "name in full", "page text", "page 1"))
    assert "Mehmet" not in line


@pytest.mark.parametrize("role", sorted(EVERY_ROLE))
def test_a_role_that_may_not_see_the_class_learns_one_sentence(role: str) -> None:
    """Whatever was found and however often: the same bytes."""
    matrix = shipped_matrix()
    texts = ("Tariq Aziz", "Mehmet Yıldız", "Tariq Aziz and Mehmet Yıldız, Tariq, Mehmet")
    may = {matrix.cell(role, each, "location").kind for each in ("child_identity", "referrer_identity")} == {"allowed"}

    answers = {told(found_in(text, SEARCH), role, matrix, "location") for text in texts}

    assert may or answers == {("blocked, ask the assessor",)}


def test_seeing_one_of_two_classes_is_not_enough() -> None:
    """Half an answer would say that there is another half."""
    found = [
        Finding("page text", "page 1", "conference.plan.0", kind, "name", "leak")
        for kind in ("conference_plan", "referrer_identity")
    ]

    assert told(found, "chair", shipped_matrix(), "location") == ("blocked, ask the assessor",)
    assert len(told(found[:1], "chair", shipped_matrix(), "location")) == 1


def test_nothing_found_is_nothing_told() -> None:
    """A clean file is not blocked."""
    assert told([], "attendee", shipped_matrix(), "location") == ()


def test_findings_hold_no_value() -> None:
    """Printed, logged or raised, they say where and not what."""
    text = "Tariq Aziz and Mehmet Yıldız"

    with pytest.raises(Blocked) as blocked:
        clear_message(message(text), "mail.eml", SEARCH)

    shown = repr(blocked.value.findings) + repr(blocked.value) + str(blocked.value) + blocked.value.hint
    assert blocked.value.findings
    assert not [word for word in ("Tariq", "Aziz", "Mehmet", "Yıldız", "tariq", "yildiz") if word in shown]


def test_a_message_with_a_leak_does_not_go_out() -> None:
    """In its words or in its subject; the refusal ends a command as any job out of turn does."""
    for content in (message("Tariq Aziz"), message("Hello", subject="About Tariq Aziz")):
        with pytest.raises(Blocked) as blocked:
            clear_message(content, "mail.eml", SEARCH)

        assert blocked.value.exit_status == OutOfTurn.exit_status


def test_the_name_of_the_file_is_searched_too() -> None:
    """A clean message under a telling name is no clean message."""
    with pytest.raises(Blocked):
        clear_message(message("Hello"), "tariq-aziz.eml", SEARCH)


def test_a_clean_message_goes_out_with_its_warnings() -> None:
    """Words that point at somebody are told to the sender and do not stop the message."""
    (warning,) = clear_message(message("It was seen from our shop."), "mail.eml", SEARCH)

    assert (warning.kind, warning.information_class) == ("warning", "referrer_identity")


def test_a_paper_is_cleared_for_its_reader() -> None:
    """The same bytes under the same digest, ready to be sealed; the reader's own name is no leak."""
    made = checked("invitee.name", "Rivka Stern")

    cleared, warnings = clear(made, "paper.pdf", SEARCH)

    assert (cleared.content, cleared.digest, cleared.page_count) == (made.content, made.digest, 1)
    assert (cleared.decided, warnings) == ((), ())


def test_a_paper_with_a_leak_is_not_cleared() -> None:
    """There is then no ClearedPdf that could be sealed."""
    with pytest.raises(Blocked):
        clear(checked("letter.paragraphs.0", "Tariq Aziz was seen."), "paper.pdf", SEARCH)


def test_a_cleared_paper_names_the_decisions_it_relied_on() -> None:
    """By their digests, so that the record can be found."""
    made = checked("letter.paragraphs.0", "Tariq Aziz was seen.")
    with pytest.raises(Blocked) as blocked:
        clear(made, "paper.pdf", SEARCH)
    allowed = decision(tuple(each.mark for each in blocked.value.findings if isinstance(each, Finding)))

    cleared, _ = clear(made, "paper.pdf", SEARCH, decided_to_pass([allowed], TODAY))

    assert cleared.decided == (allowed.digest,)


def test_a_decision_lets_pass_what_it_names() -> None:
    """Each leak by its mark; one that is not named still blocks."""
    both = marks("Tariq Aziz and Mehmet Yıldız")

    allowed = decided_to_pass([decision(both)], TODAY)

    assert clear_message(message("Tariq Aziz and Mehmet Yıldız"), "mail.eml", SEARCH, allowed) == ()
    with pytest.raises(Blocked):
        clear_message(
            message("Tariq Aziz and Mehmet Yıldız"), "mail.eml", SEARCH, decided_to_pass([decision(both[:1])], TODAY)
        )


@pytest.mark.parametrize(
    "changes", [{"revoked_on": "2026-11-20"}, {"expires_on": "2026-11-22"}, {"decided_on": "2026-11-24"}], ids=str
)
def test_a_decision_that_does_not_stand_lets_nothing_pass(changes: dict[str, str]) -> None:
    """Revoked, expired, or not yet made."""
    assert decided_to_pass([decision(("0123456789abcdef",), **changes)], TODAY) == {}


def test_a_decision_covers_one_record_one_channel_and_one_reader() -> None:
    """The same value in an amended record, elsewhere in the file, or for somebody else is another finding."""
    amended = search(referral(people=[{"name": "Tariq Aziz", "age_from": 14}]), own=invitee(name="Rivka Stern"))
    (in_body,) = marks("Tariq Aziz")

    elsewhere = {amended.mark(needle, "body") for needle in amended.needles}
    (needle,) = (each for each in SEARCH.needles if each.path == "referral.people.0.name")

    assert SEARCH.mark(needle, "body") == in_body
    assert in_body not in elsewhere
    assert in_body != SEARCH.mark(needle, "subject")


def test_a_mark_tells_nothing_of_the_value() -> None:
    """Two needles of one record differ by path, and the same path in two records by the whole record."""
    (needle,) = (each for each in SEARCH.needles if each.path == "referral.people.0.name")

    assert SEARCH.mark(needle, "body") not in {
        digest_of(value.encode())[:16] for value in ("Tariq Aziz", "tariq aziz")
    }
