"""Nothing is sent twice, nothing lost is quietly made anew, and what was corrected is not sent as it was before."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from archive import Label
from inconfidence.core.clock import SystemClock
from inconfidence.core.errors import NotAuthentic, NotFound, OutOfTurn, TryLater, UsageError
from inconfidence.recipes import agreements, casework, conference, demo
from inconfidence.recipes.agreements import Signer
from inconfidence.recipes.conference import Meeting, Released
from inconfidence.recipes.home import Home, alone, init, open_home, secret_folder, starter_settings
from inconfidence.recipes.making import make_for_case
from inconfidence.recipes.papers import judged
from inconfidence.recipes.sample import Sample
from inconfidence.store import Invitee
from tests.demonstrated import Demonstration, copy_of, rows_of
from tests.recipes.conftest import MORNING, OpenCase

SOMEBODY = Signer("A. Person", "Known", ())


@pytest.fixture
def played(demonstration: Demonstration, tmp_path: Path) -> Home:
    return copy_of(demonstration.home, tmp_path, SystemClock())


@pytest.fixture
def meeting(played: Home, demonstration: Demonstration) -> Meeting:
    (case,) = (each for each in rows_of(played).cases.values() if each.kind == "location")
    called = casework.current(played, case.reference, "conference")
    return Meeting(case, called, demonstration.sample.wording("agreement"), demonstration.sample.pictures(called))


def whose_agreement(home: Home, state: str) -> Invitee:
    rows = rows_of(home)
    return next(rows.invitees[each.invitee] for each in rows.agreements.values() if each.state == state)


def holder(home: Home) -> Invitee:
    rows = rows_of(home)
    return rows.invitees[next(iter(rows.copies))]


def messages(home: Home) -> list[Path]:
    return [file for box in ("new", "cur") for file in (home.outbox / box).iterdir()]


def test_a_copy_the_mail_system_took_is_not_sent_again(played: Home, meeting: Meeting) -> None:
    """An outbox that was emptied is no reason to hand a copy over a second time."""
    for message in messages(played):
        message.unlink()

    (released,) = conference.release(played, meeting, (holder(played),))

    assert isinstance(released, Released)
    assert released.message == "sent"
    assert messages(played) == []


def test_a_message_cut_off_on_its_way_waits_for_a_person(played: Home, meeting: Meeting) -> None:
    """Whether it was taken cannot be known, so it is neither called sent nor sent again."""
    invitee = whose_agreement(played, "asked")
    form_code = agreements.standing_of(played, invitee).form_code
    agreements.receive_signed(played, form_code, agreements.sign(played, form_code, SOMEBODY, SOMEBODY))
    with played.store.writing() as held:
        copy = held.copies.allot(invitee.reference, "13", "7K3M-9QXT-0A-V", reference="C-0000-0013")
        held.messages.prepare(copy.reference, f"<{copy.reference}@thornmere.example>", at=played.clock.now())

    (released,) = conference.release(played, meeting, (invitee,))

    assert isinstance(released, Released)
    assert released.message == "unknown"
    assert not any("C-0000-0013" in message.name for message in messages(played))


def test_a_lost_store_is_not_made_anew(played: Home) -> None:
    """An empty store would have everything made and sent a second time."""
    played.store.close()
    (played.folder / "store.sqlite").unlink()

    with pytest.raises(NotFound, match="store is not there"):
        open_home(played.folder, secret_folder(played.folder), SystemClock())


def test_a_corrected_letter_is_another_paper(home: Home, assessing: OpenCase, sample: Sample) -> None:
    """The corrected words are made and sealed; the first letter stays in the archive as it was sent."""
    case = assessing("individual")
    first_words = json.loads(sample.text("letter"))
    casework.add(home, "letter", case.reference, json.dumps(first_words).encode(), by="test")
    first = make_for_case(home, "family-letter", case.reference, "family:F1")

    casework.add(
        home, "letter", case.reference, json.dumps({**first_words, "greeting": "Dear all"}).encode(), by="test"
    )
    second = make_for_case(home, "family-letter", case.reference, "family:F1")

    assert second.fresh
    assert second.row.reference != first.row.reference
    assert home.archive.read(first.evidence.digest) == first.content


def test_what_is_no_paper_of_ours_closes_nobodys_agreement(played: Home) -> None:
    """Rubbish sent back under a form code leaves the person free to sign."""
    invitee = whose_agreement(played, "asked")
    form_code = agreements.standing_of(played, invitee).form_code

    with pytest.raises(NotAuthentic, match="not a paper of this council"):
        agreements.receive_signed(played, form_code, b"not a pdf")

    assert agreements.standing_of(played, invitee).state == "asked"


@pytest.mark.parametrize("state", ["declined", "altered"])
def test_a_person_can_be_asked_again(played: Home, meeting: Meeting, state: str) -> None:
    """After an end that opens nothing, a new agreement with a new form code is put, and can be signed."""
    invitee = whose_agreement(played, state)
    before = agreements.standing_of(played, invitee)
    records = {"conference": meeting.conference, "invitee": casework.record_of_body("invitee", invitee.details)}

    again = agreements.ask(played, meeting.case, invitee, records, meeting.wording).agreement
    agreements.receive_signed(played, again.form_code, agreements.sign(played, again.form_code, SOMEBODY, SOMEBODY))

    assert again.form_code != before.form_code
    assert agreements.standing_of(played, invitee).state == "signed"


def test_asking_while_it_is_open_puts_no_second_agreement(played: Home, meeting: Meeting) -> None:
    """Asking again while the person may still sign returns what they have."""
    invitee = whose_agreement(played, "asked")

    again = agreements.ask(played, meeting.case, invitee, {}, meeting.wording)

    assert again.agreement == agreements.standing_of(played, invitee)


def test_a_conference_needs_the_conclusion(home: Home, assessing: OpenCase, sample: Sample) -> None:
    """Without the recorded conclusion of significant harm nobody is invited (L91)."""
    case = assessing("location")
    called = json.loads(sample.text("conference"))
    called["conclusion"]["answer"] = "not_found"

    with pytest.raises(OutOfTurn, match="L91"):
        casework.add(home, "conference", case.reference, json.dumps(called).encode(), by="test")

    assert casework.case_of(home, case.reference).stage == "assessing"


@pytest.mark.parametrize(
    ("task", "kind", "line"), [("monitoring", "group", "L85"), ("observation", "location", "L89")]
)
def test_a_task_that_watches_needs_an_assessors_approval(
    home: Home, assessing: OpenCase, sample: Sample, task: str, kind: str, line: str
) -> None:
    """Nobody is asked to watch before an assessor said so, by name and day."""
    case = assessing(kind)
    unapproved = json.loads(sample.text(f"task-{task}"))
    del unapproved["approved_by"]

    with pytest.raises(OutOfTurn, match=line):
        casework.add(home, "task", case.reference, json.dumps(unapproved).encode(), by="test")


def test_the_sample_is_not_played_in_a_councils_own_home(tmp_path: Path) -> None:
    """A demonstration leaves no fictional paper, copy or message among real ones."""
    folder = tmp_path / "council"
    init(folder, secret_folder(folder), starter_settings(), MORNING)

    with pytest.raises(OutOfTurn, match="council's own"):
        demo.run(folder, secret_folder(folder), MORNING, lambda words: None)

    assert not (folder / "outbox").exists()


def test_two_programs_do_not_work_in_one_home_at_once(tmp_path: Path) -> None:
    """The second is told to wait, and may come in as soon as the first has gone."""
    with alone(tmp_path), pytest.raises(TryLater), alone(tmp_path):
        pass

    with alone(tmp_path):
        pass


def test_secrets_never_lie_in_the_home() -> None:
    """A folder with nothing beside it cannot be a home; any other has its secrets beside it."""
    with pytest.raises(UsageError):
        secret_folder(Path("/"))

    assert secret_folder(Path()).parent == Path().resolve().parent


def test_a_folder_with_other_things_is_not_made_a_home(tmp_path: Path) -> None:
    """Nobody's files are overwritten by a council's keys and certificates."""
    (tmp_path / "trust").mkdir()
    (tmp_path / "accounts.xlsx").write_bytes(b"")

    with pytest.raises(OutOfTurn, match="other things"):
        init(tmp_path, tmp_path / "elsewhere", starter_settings(), MORNING)


def test_the_sample_is_counted_from_the_first_day(played: Home, demonstration: Demonstration) -> None:
    """A run on a later day finds the dates of the first one."""
    with played.store.writing() as held:
        assert held.cases.first_run_on(date(2099, 1, 1)) == demonstration.sample.first_day


def test_a_signed_file_kept_but_not_noted_is_the_agreement(played: Home) -> None:
    """A run cut off between keeping and noting is finished with what came first; a later signing adds nothing."""
    invitee = whose_agreement(played, "asked")
    form_code = agreements.standing_of(played, invitee).form_code
    first, second = (agreements.sign(played, form_code, SOMEBODY, SOMEBODY) for _ in range(2))
    label = Label(agreements.AGREEMENT, form_code, agreements.RETENTION)
    kept = played.archive.keep(first, judged(played, first), label, at=played.clock.now())

    agreements.receive_signed(played, form_code, second)

    assert agreements.standing_of(played, invitee).signed_digest == kept.object
    assert [entry.object for entry in played.archive.entries()][-1] == kept.object
