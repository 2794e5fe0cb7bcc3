"""The sample case from the first call to twelve personal copies: the main job, on real parts, in the order it happens.

A second run in the same home finds everything it made before, verifies it again and adds nothing. What the sample's
people do (sign, decline, stay silent, change a byte) is in ENDINGS; everything else here is what a council would do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive import Report
from distribution import Refusal
from forms import Record
from inconfidence.core.clock import Clock, london_date
from inconfidence.core.errors import InputInvalid, OutOfTurn
from inconfidence.core.problems import Problem
from inconfidence.recipes import agreements, casework, conference, ink
from inconfidence.recipes import home as homes
from inconfidence.recipes.agreements import Asked, Signer
from inconfidence.recipes.catalogue import template
from inconfidence.recipes.conference import Meeting, Released
from inconfidence.recipes.home import Home
from inconfidence.recipes.making import make_for_case
from inconfidence.recipes.papers import Made, make_paper
from inconfidence.recipes.sample import IDENTITY_CHECK, KINDS, OFFICER, Sample, SampleGuest, settings
from inconfidence.recipes.variants import language_read, recorded
from inconfidence.store import Agreement, Case, Invitee

BY = "sample"

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One paper that was made; ``made_for`` names nobody."""

    made_for: str
    title: str
    made: Made


@dataclass(frozen=True, slots=True)
class Guest:
    """One person invited, the agreement put to them, and their copy or the reason why there is none."""

    invitee: Invitee
    person: Record = field(repr=False)
    agreement: Agreement
    outcome: Released | Refusal


@dataclass(frozen=True, slots=True)
class Story:
    """All that the demonstration did."""

    folder: Path
    lines: tuple[Line, ...]
    guests: tuple[Guest, ...]
    bad_referral: tuple[Problem, ...]
    archive: Report


def run(folder: Path, secrets: Path, clock: Clock, tell: Tell) -> Story:
    """Do the main job in the home ``folder``, making the home first where there is none."""
    with homes.alone(folder):
        return _play(_home(folder, secrets, clock), tell)


def _play(home: Home, tell: Tell) -> Story:
    with home.store.writing() as held:
        sample = Sample(held.cases.first_run_on(london_date(home.clock.now())))
    tell("Taking the referrals in")
    cases = _take_in(home, sample)
    bad = _refuse_the_bad_one(home, sample)
    tell("Making records, acknowledgements, task sheets and the letter")
    lines = [*_records(home, cases), *_tasks(home, sample, cases), _letter(home, sample, cases["individual"])]
    tell("Inviting everybody and asking them to sign")
    meeting = _call_conference(home, sample, cases["location"])
    invited = [_invite(home, sample, meeting, guest) for guest in sample.guests()]
    lines += [line for each in invited for line in each.lines]
    tell("Making a personal copy for everyone whose agreement stands")
    outcomes = conference.release(home, meeting, tuple(each.invitee for each in invited))
    lines += [_line(f"invitee {each.invitee.number}", each.paper) for each in outcomes if isinstance(each, Released)]
    tell("Reading the whole archive again")
    guests = tuple(
        Guest(each.invitee, each.person, agreements.standing_of(home, each.invitee), outcome)
        for each, outcome in zip(invited, outcomes, strict=True)
    )
    return Story(home.folder, tuple(lines), guests, bad, home.archive.check())


def _home(folder: Path, secrets: Path, clock: Clock) -> Home:
    if not (folder / homes.SETTINGS_FILE).exists():
        homes.init(folder, secrets, settings(), clock)
    home = homes.open_home(folder, secrets, clock)
    if not home.council.values["banner"] or homes.is_for_real(home.council):
        raise OutOfTurn(
            "That home is a council's own; the sample case is not played in it.",
            hint="Name another folder, or none, for the demonstration.",
        )
    return home


def _take_in(home: Home, sample: Sample) -> dict[str, Case]:
    taken = {kind: casework.take_in_referral(home, sample.text(f"referral-{kind}"), by=BY) for kind in KINDS}
    casework.link(home, (taken["location"].reference, taken["group"].reference))
    for kind, case in taken.items():
        casework.record(home, case.reference, sample.text(f"screening-{kind}"), by=BY)
    return {kind: casework.case_of(home, case.reference) for kind, case in taken.items()}


def _refuse_the_bad_one(home: Home, sample: Sample) -> tuple[Problem, ...]:
    try:
        casework.take_in_referral(home, sample.text("referral-bad"), by=BY)
    except InputInvalid as refusal:
        return refusal.problems
    return ()


def _records(home: Home, cases: Mapping[str, Case]) -> list[Line]:
    lines = []
    for kind, case in cases.items():
        for paper, role, made_for in (
            (f"referral-record-{kind}", "fast", "FAST and assessor"),
            ("referrer-record", "fast", "FAST and assessor"),
            ("acknowledgement", "referrer", "the person who told us"),
        ):
            lines.append(_line(made_for, make_for_case(home, paper, case.reference, role)))
    return lines


def _tasks(home: Home, sample: Sample, cases: Mapping[str, Case]) -> list[Line]:
    lines = []
    for task, kind, papers in (
        ("survey", "location", (("survey-guide", "task_holder"), ("survey-form", "public"))),
        ("observation", "location", (("observation-sheet", "task_holder"),)),
        ("monitoring", "group", (("monitoring-sheet", "monitoring_holder"),)),
    ):
        case = cases[kind]
        casework.record(home, case.reference, sample.text(f"task-{task}"), by=BY)
        for paper, role in papers:
            made_for = "the public" if role == "public" else "task-holder"
            lines.append(_line(made_for, make_for_case(home, paper, case.reference, role)))
    return lines


def _letter(home: Home, sample: Sample, case: Case) -> Line:
    casework.record(home, case.reference, sample.text("letter"), by=BY)
    return _line("the family", make_for_case(home, "family-letter", case.reference, "family:F1"))


def _call_conference(home: Home, sample: Sample, case: Case) -> Meeting:
    called = casework.record(home, case.reference, sample.text("conference"), by=BY)
    case, wording = casework.case_of(home, case.reference), sample.wording("agreement")
    conference.keep_wording(home, case, wording, by=BY)
    return Meeting(case, called, wording, sample.pictures(called))


@dataclass(frozen=True, slots=True)
class _Invited:
    invitee: Invitee
    person: Record = field(repr=False)
    lines: tuple[Line, ...]


def _invite(home: Home, sample: Sample, meeting: Meeting, guest: SampleGuest) -> _Invited:
    invitee = conference.invite(home, meeting.case, guest.person)
    records = {"conference": meeting.conference, "invitee": guest.person}
    variant = recorded(guest.person.values, "invitation")
    invitation = make_paper(home, agreements.order_for(meeting.case, records, invitee, "invitation", variant))
    wording = sample.wording("agreement-superseded") if guest.ends == "superseded_wording" else meeting.wording
    asked = agreements.last_asked(home, meeting.case, invitee)
    asked = asked or agreements.ask(home, meeting.case, invitee, records, wording, sample.translations())
    made_for = f"invitee {invitee.number}"
    lines = [_line(made_for, invitation), _line(made_for, asked.paper)]
    if asked.agreement.state == "asked" or guest.ends == "ink":
        lines += ENDINGS[guest.ends](home, meeting, asked, guest.person)
    return _Invited(invitee, guest.person, tuple(lines))


def _sign(home: Home, meeting: Meeting, asked: Asked, person: Record) -> bytes:
    guardian = Signer(person.values["name"], IDENTITY_CHECK, _answers(person, asked))
    chair = Signer(meeting.conference.values["chair"], "Council officer", ("For the council",))
    return agreements.sign(home, asked.agreement.form_code, guardian, chair)


def _answers(person: Record, asked: Asked) -> tuple[str, ...]:
    language, read_in = person.values["language"], language_read(asked.paper.row.variant)
    help_given = "" if language == read_in else f", interpreter for {language}"
    return (f"I agree; all four ticked; read in {read_in}{help_given}",)


def _ends_signed(home: Home, meeting: Meeting, asked: Asked, person: Record) -> list[Line]:
    agreements.receive_signed(home, asked.agreement.form_code, _sign(home, meeting, asked, person))
    return []


DEEP_IN_THE_STREAM = 100
"""Bytes: behind what begins the stream."""


def _ends_altered(home: Home, meeting: Meeting, asked: Asked, person: Record) -> list[Line]:
    content = bytearray(_sign(home, meeting, asked, person))
    # One bit that all signatures cover, of something drawn: in the index it would make the file unreadable.
    content[content.index(b"stream\n") + DEEP_IN_THE_STREAM] ^= 1
    agreements.receive_signed(home, asked.agreement.form_code, bytes(content))
    return []


def _ends_in_ink(home: Home, meeting: Meeting, asked: Asked, person: Record) -> list[Line]:
    scan = ink.sign_on_paper_and_file(home, meeting.case, asked, OFFICER)
    return [_line("the council's file", scan)]


def _ends_declined(home: Home, meeting: Meeting, asked: Asked, person: Record) -> list[Line]:
    agreements.decline(home, asked.agreement.form_code, "")
    return []


def _ends_in_silence(home: Home, meeting: Meeting, asked: Asked, person: Record) -> list[Line]:
    agreements.remind(home, asked.agreement.form_code, times=2)
    return []


ENDINGS: dict[str, Callable[[Home, Meeting, Asked, Record], list[Line]]] = {
    "electronic": _ends_signed,
    "superseded_wording": _ends_signed,
    "altered": _ends_altered,
    "ink": _ends_in_ink,
    "declines": _ends_declined,
    "never_answers": _ends_in_silence,
}


def _line(made_for: str, made: Made) -> Line:
    return Line(made_for, template(made.row.paper).title, made)
