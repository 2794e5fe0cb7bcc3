"""The copies of a batch wait on the disk for their turn: told of as they are made, few in memory, and soon gone."""

from __future__ import annotations

import gc
import io
import shutil
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from distribution import Refusal
from forms import amended
from inconfidence.core.clock import SystemClock
from inconfidence.core.digest import digest_of
from inconfidence.core.errors import NotAuthentic
from inconfidence.core.packs import UntimedCopy
from inconfidence.recipes import agreements, conference
from inconfidence.recipes.agreements import Signer, standing_of
from inconfidence.recipes.casework import record_of_body
from inconfidence.recipes.conference import Meeting, Released, Waits, meeting_of, release_in_turn
from inconfidence.recipes.copying import CopyWanted, batch_of_copies
from inconfidence.recipes.home import Home
from inconfidence.recipes.releasing import status
from inconfidence.recipes.waiting_room import waiting_room
from inconfidence.store import Invitee
from inconfidence.store.agreements import Answer
from tests.demonstrated import Demonstration, before_anything_was_released, copy_of, rows_of

FEW, MANY = 4, 8
A_COPY = 250_000
"""Bytes: less than any copy of the sample's pack has."""
SOMEBODY = Signer("A. Person", "Known", ())
HEADING, WITH_A_NAME = b"What we decided before this meeting", b"What we decided, {{ copy.made_for }}"


@pytest.fixture
def home(demonstration: Demonstration, tmp_path: Path) -> Home:
    """The sample's home as it was when everybody had signed and nobody had a copy yet."""
    return before_anything_was_released(copy_of(demonstration.home, tmp_path, SystemClock()), SystemClock())


@pytest.fixture
def meeting(home: Home, demonstration: Demonstration) -> Meeting:
    (case,) = (each for each in rows_of(home).cases.values() if each.kind == "location")
    found = meeting_of(home, case)
    return replace(found, pictures=demonstration.sample.pictures(found.conference))


def signers(home: Home, meeting: Meeting, count: int) -> tuple[Invitee, ...]:
    """Return people who signed the current wording electronically."""
    rows, wording = rows_of(home), meeting.wording.values["wording_version"]
    signed = [each for each in rows.agreements.values() if (each.way, each.wording_version) == ("electronic", wording)]
    return tuple(rows.invitees[each.invitee] for each in signed if each.state == "signed")[:count]


def waiting(home: Home) -> list[Path]:
    folder = home.folder / "waiting"
    return sorted(folder.iterdir()) if folder.exists() else []


def of_packs(home: Home) -> int:
    return sum(entry.paper == "conference-pack" for entry in home.archive.entries())


def test_each_copy_is_told_of_as_it_is_made_and_none_is_kept_before_all_are(home: Home, meeting: Meeting) -> None:
    """It lies on the disk by then, and nowhere else; when everybody has had their turn nothing waits any more."""
    invitees, kept = signers(home, meeting, 3), of_packs(home)

    turns = release_in_turn(home, meeting, invitees)
    made = []
    for _ in invitees:
        made.append(next(turns))
        assert of_packs(home) == kept
        assert not home.outbox.exists()
        # The copies made so far, and how they begin, once for those that begin so.
        assert len(made) < len(waiting(home)) <= 2 * len(made)
    ended = list(turns)

    assert [(each.done, each.of) for each in made if isinstance(each, Waits)] == [(1, 3), (2, 3), (3, 3)]
    assert all(isinstance(each, Released) for each in ended)
    assert of_packs(home) == kept + 3
    assert waiting(home) == []


def test_whoever_stops_leaves_nothing_that_waits(home: Home, meeting: Meeting) -> None:
    """And whoever goes on makes each copy once."""
    invitees, kept = signers(home, meeting, 2), of_packs(home)
    turns = release_in_turn(home, meeting, invitees)
    next(turns)

    turns.close()

    assert waiting(home) == []
    assert of_packs(home) == kept
    assert len(conference.release(home, meeting, invitees)) == 2
    assert of_packs(home) == kept + 2


def test_what_a_killed_run_left_is_removed_unread(home: Home, meeting: Meeting) -> None:
    """A copy that somebody laid there under the right name is nobody's copy."""
    folder = home.folder / "waiting"
    folder.mkdir()
    (folder / ("a" * 64)).write_bytes(b"not a copy")

    (made, outcome) = release_in_turn(home, meeting, signers(home, meeting, 1))

    assert isinstance(made, Waits)
    assert isinstance(outcome, Released)
    assert not folder.exists()


def test_a_copy_that_was_changed_while_it_waited_goes_nowhere(home: Home, meeting: Meeting) -> None:
    """Its person is told; the others, whose copies are as they were, have theirs."""
    invitees = signers(home, meeting, 2)
    turns = release_in_turn(home, meeting, invitees)
    next(turns)
    before = set(waiting(home))
    next(turns)
    (second,) = (each for each in set(waiting(home)) - before if each.stat().st_size < A_COPY)
    content = bytearray(second.read_bytes())
    content[len(content) // 2] ^= 1
    second.write_bytes(bytes(content))

    first_turn, second_turn = turns

    assert isinstance(first_turn, Released)
    assert isinstance(second_turn, Refusal)
    assert "changed while it waited" in second_turn.reason


def test_a_copy_that_could_not_be_made_is_not_told_of_as_made(home: Home, meeting: Meeting) -> None:
    """The disk loses the room where copies wait: said at once, and each person's turn says why they have none."""
    turns = release_in_turn(home, meeting, signers(home, meeting, 2))
    first = next(turns)
    shutil.rmtree(home.folder / "waiting")
    second = next(turns)

    assert isinstance(first, Waits)
    assert isinstance(second, Waits)
    assert (first.made, second.made) == (True, False)
    assert [isinstance(each, Refusal) and "put aside" in each.reason for each in turns] == [True, True]


def test_agreements_are_judged_when_the_turn_comes(home: Home, meeting: Meeting) -> None:
    """Withdrawn while the copies were made: the copy that waits goes nowhere, and is nobody's in the register."""
    invitees, kept = signers(home, meeting, 2), of_packs(home)
    turns = release_in_turn(home, meeting, invitees)
    next(turns), next(turns)
    with home.store.writing() as held:
        held.agreements.withdraw(standing_of(home, invitees[0]).form_code, at=home.clock.now())

    first_turn, second_turn = turns

    assert isinstance(first_turn, Refusal)
    assert first_turn.code == "withdrawn"
    row = next(each for each in status(home, meeting.case.reference) if each["number"] == invitees[0].number)
    assert (row["stands"], row["copy"], row["released"], row["message"]) == (False, None, None, None)
    assert isinstance(second_turn, Released)
    assert row["not_used"] not in (None, second_turn.copy.number)
    assert of_packs(home) == kept + 1


def test_whoever_signs_while_copies_are_made_has_one_at_their_turn(home: Home, meeting: Meeting) -> None:
    """It is made then, with a proof of its own."""
    late = next(each for each in rows_of(home).agreements.values() if each.state == "asked")
    invitees = (*signers(home, meeting, 1), rows_of(home).invitees[late.invitee])
    turns = release_in_turn(home, meeting, invitees)
    next(turns)
    agreements.receive_signed(home, late.form_code, agreements.sign(home, late.form_code, SOMEBODY, SOMEBODY))

    first_turn, second_turn = turns

    assert isinstance(first_turn, Released)
    assert isinstance(second_turn, Released)
    assert second_turn.paper.evidence.verdict == "authentic"


def test_a_pack_that_cannot_be_prepared_is_made_whole_for_each_person(home: Home, meeting: Meeting) -> None:
    """A council that puts the reader's name into a heading: no body is shared, and each copy has a time of its own."""
    invitees = signers(home, meeting, 2)
    wanted = [_with_a_name_in_a_heading(order) for order in _orders(home, meeting, invitees)]

    with batch_of_copies(home) as batch:
        for each in wanted:
            batch.make(each)
        waited = waiting(home)
        batch.prove()
        made = [batch.kept(each) for each in wanted]

    assert waited == []
    assert {(each.evidence.verdict, each.evidence.level) for each in made} == {("authentic", "B-LT")}
    assert len({each.evidence.digest for each in made}) == len(invitees)
    with home.store.reading() as held:
        assert not any(held.proofs.of_file(each.evidence.digest) for each in made)


def _orders(home: Home, meeting: Meeting, invitees: tuple[Invitee, ...]) -> Iterator[CopyWanted]:
    for invitee in invitees:
        copy, order = conference.order_copy(home, meeting, invitee, len(invitees))
        yield CopyWanted(copy.reference, order)


def _with_a_name_in_a_heading(wanted: CopyWanted) -> CopyWanted:
    changed, template = io.BytesIO(), wanted.order.template
    with zipfile.ZipFile(io.BytesIO(template.docx)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != "word/document.xml" or HEADING in content
            after.writestr(name, content.replace(HEADING, WITH_A_NAME))
    return replace(wanted, order=replace(wanted.order, template=replace(template, docx=changed.getvalue())))


def test_memory_does_not_grow_with_the_number_of_copies(home: Home, meeting: Meeting) -> None:
    """What every further copy leaves in memory, caches that fill up among it, is far less than a copy."""
    guests = [_guest(home, meeting, number) for number in range(MANY)]
    held = {}

    tracemalloc.start()
    try:
        for each in release_in_turn(home, meeting, tuple(guests)):
            if isinstance(each, Waits):
                gc.collect()
                held[each.done] = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()

    assert len(held) == MANY
    assert held[MANY] - held[FEW] < (MANY - FEW) * A_COPY / 4


def _guest(home: Home, meeting: Meeting, number: int) -> Invitee:
    """Put somebody on the list whom the register says to have signed; what they signed is not there."""
    known = record_of_body("invitee", signers(home, meeting, 1)[0].details)
    person = amended(known, {"number": f"{100 + number}", "name": f"Ann Lee {number}"})
    invitee = conference.invite(home, meeting.case, person)
    version, form_code = meeting.wording.values["wording_version"], f"P-TEST-{number:04}"
    with home.store.writing() as held:
        digest = digest_of(form_code.encode())
        held.agreements.ask(
            invitee.reference, form_code, wording_version=version, sealed_digest=digest, at=home.clock.now()
        )
        held.agreements.answer(form_code, Answer("signed", "electronic", digest), at=home.clock.now())
    return invitee


def test_the_same_beginning_waits_once(home: Home) -> None:
    """Copies of one body share its file; each is given back whole, and only as it was."""
    body = b"%PDF what all share "
    copies = [_copy(body, b"Ann"), _copy(body, b"Ben")]

    with waiting_room(home) as room:
        for each in copies:
            room.put(each)
        assert len(waiting(home)) == 3
        assert [room.take(each.digest) for each in copies] == [each.content for each in copies]
        (home.folder / "waiting" / copies[0].begun).write_bytes(b"%PDF what one shares ")
        with pytest.raises(NotAuthentic):
            room.take(copies[0].digest)


def _copy(beginning: bytes, end: bytes) -> UntimedCopy:
    digest = digest_of(beginning + end)
    return UntimedCopy(beginning, digest_of(beginning), end, digest, digest, 1, ())
