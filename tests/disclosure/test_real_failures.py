"""What went wrong in other councils, tried here on the real parts (domain section D.4)."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from base64 import b64decode
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from disclosure import shipped_matrix, view_for
from disclosure.leaks import Finding, Reading, Search, clear, clear_message, search_for
from forms import Record, record_of, take_in
from generator import draw, fill, preflight, read
from inconfidence.core.clock import FixedClock, SystemClock
from inconfidence.core.documents import CheckedPdf, ClearedPdf, Mark
from inconfidence.core.errors import Blocked, UsageError
from inconfidence.recipes import casework, making
from inconfidence.recipes.catalogue import template
from inconfidence.recipes.home import Home, init, open_home, secret_folder
from inconfidence.recipes.sample import Sample, settings
from signing import Trust, verify
from tests.demonstrated import Demonstration, flat, pages_of, strings_of, text_of

MORNING = FixedClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
SAMPLE = Sample(date(2026, 11, 23))
CHILDREN: tuple[dict[str, Any], ...] = (
    {"code": "C1", "name": "Zebedee Larch", "nhs_number": "999 000 0018", "postcode": "TM4 2RB"},
    {"code": "C2", "name": "Quillon Thorne", "postcode": "TM5 6JH"},
    {"code": "C3", "name": "Ottoline Brack"},
)
PARENTS = ("Wilhelmina Larch", "Caspar Thorne", "Ignatius Brack")
OTHER_CHILD = "Peregrine Ashdown"
ALLEGATION = "A boy in the choir says the organist locks the vestry when they are alone together after practice."
REFUGE = "Halcyon House, 41 Pilgrim Row"
FAMILIES: tuple[dict[str, Any], ...] = tuple(
    {
        "code": f"F{number}",
        "name": name,
        "relationship": "Parent",
        "acts_for": [f"C{number}"],
        "phone": f"020 7946 018{number}",
        "address": [REFUGE if number == 1 else f"{number} Copper Lane"],
        "safe_address": "yes" if number == 1 else "no",
        **({"safe_address_from": "Both fathers"} if number == 1 else {}),
    }
    for number, name in enumerate(PARENTS, 1)
)
NUMBERS = (1, 2, 3)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a council's home with nothing in it yet."""
    folder = tmp_path / "var"
    init(folder, secret_folder(folder), settings(), MORNING)
    return open_home(folder, secret_folder(folder), MORNING)


@pytest.fixture
def case(home: Home) -> str:
    """Return a screened case of three families, with an approved letter to each."""
    document = {**json.loads(SAMPLE.text("referral-individual")), "people": CHILDREN, "family": FAMILIES}
    reference = casework.take_in_referral(home, encoded(document), by="test").reference
    casework.record(home, reference, SAMPLE.text("screening-individual"), by="test")
    for number in NUMBERS:
        casework.record(home, reference, letter_to(number), by="test")
    return reference


def encoded(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document).encode()


def letter_to(number: int, *more: str) -> bytes:
    """Return the letter to one of the three, with words that only they are to read."""
    child, parent = CHILDREN[number - 1]["name"], PARENTS[number - 1]
    own = {
        "person": f"F{number}",
        "addressed_to": parent,
        "address": [f"Box {number}", "Thornmere TM1 1AA"],
        "address_checked_by": "Rukhsana Mirza",
        "address_checked_on": "2026-11-20",
        "greeting": f"Dear {parent}",
        "paragraphs": [f"We would like to talk with you about {child}.", *more],
    }
    return encoded({**json.loads(SAMPLE.text("letter")), **own})


def own_words(number: int) -> tuple[str, ...]:
    """Return what only one of the three families may read."""
    return (CHILDREN[number - 1]["name"], PARENTS[number - 1], f"Box {number}")


@pytest.mark.parametrize("number", NUMBERS)
def test_three_families_of_one_case_each_get_a_letter_of_their_own(home: Home, case: str, number: int) -> None:
    """Nottinghamshire sent one assessment, nothing taken out, to a mother and two former partners."""
    made = making.make_for_case(home, "family-letter", case, f"family:F{number}")

    told = flat(text_of(made.file) + strings_of(made.file))

    assert [word for word in own_words(number) if word not in told] == []
    assert [word for other in NUMBERS if other != number for word in own_words(other) if word in told] == []


def test_no_letter_is_made_for_a_family_that_nobody_named(home: Home, case: str) -> None:
    """With three families, one of them has to be meant."""
    with pytest.raises(UsageError, match="family:F1, family:F2, family:F3"):
        making.make_for_case(home, "family-letter", case, "family")


@pytest.mark.parametrize("number", NUMBERS)
def test_one_family_sees_nothing_of_another_in_what_the_case_holds(home: Home, case: str, number: int) -> None:
    """Each sees their own line and their own child's, and where nobody lives."""
    referral = casework.current(home, case, "referral-individual")
    persons = frozenset({f"F{number}", f"C{number}"})

    view = view_for(
        {"referral": referral}, role="family", reader=f"family-F{number}", kind="individual", persons=persons
    )

    told = " ".join(words(view.values))
    assert (CHILDREN[number - 1]["name"] in told, PARENTS[number - 1] in told) == (True, True)
    assert [word for other in NUMBERS if other != number for word in own_words(other)[:2] if word in told] == []


def test_words_pasted_from_another_case_stop_the_letter(home: Home, case: str) -> None:
    """Birmingham: another child's allegation, copied from the minutes of another meeting, reached a family."""
    with pytest.raises(Blocked) as refused:
        cleared(home, case, 1, f"{OTHER_CHILD} was also discussed.", linked=(other_case(),))

    assert paths(refused.value) == {"referral.people.name"}


def test_what_another_case_was_told_stops_the_letter_even_without_a_name(home: Home, case: str) -> None:
    """The allegation itself is looked for, as its author wrote it."""
    with pytest.raises(Blocked) as refused:
        cleared(home, case, 1, f"We also heard this. {ALLEGATION}", linked=(other_case(),))

    assert paths(refused.value) == {"referral.seen.words"}


def test_another_family_of_the_same_case_stops_the_letter(home: Home, case: str) -> None:
    """The former partner's child is as strange to this reader as a child of another case."""
    with pytest.raises(Blocked) as refused:
        cleared(home, case, 1, f"The father of {CHILDREN[1]['name']} has been told.")

    # The father bears the same surname.
    assert paths(refused.value) == {"referral.people.name", "referral.family.name"}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_letter_with_its_own_familys_words_is_not_stopped(home: Home, case: str, number: int) -> None:
    """Else nobody would heed the scan for long."""
    paper, warnings = cleared(home, case, number, linked=(other_case(),))

    assert (paper.decided, warnings) == ((), ())


def test_an_address_kept_safe_stops_the_letter_to_whom_it_is_kept_from(home: Home, case: str) -> None:
    """Charnwood: where she lives now stood in the notes. Nobody copies it into a letter to her former partner."""
    with pytest.raises(Blocked) as refused:
        cleared(home, case, 2, f"She can be reached at {REFUGE}.")

    assert paths(refused.value) == {"referral.family.address"}


def cleared(
    home: Home, case: str, number: int, *more: str, linked: tuple[Record, ...] = ()
) -> tuple[ClearedPdf, tuple[Finding, ...]]:
    """Draw the letter to one of the three families with some more words in it, and hand it to the leak scan."""
    letter = take_in(letter_to(number, *more))
    referral = casework.current(home, case, "referral-individual")
    code = f"family-F{number}"
    reading = Reading(
        role="family",
        reader=code,
        kind="individual",
        owners={"family": code},
        persons=frozenset({f"F{number}", f"C{number}"}),
        on=date(2026, 11, 23),
    )
    search = search_for({"letter": letter, "referral": referral, "referrer": referral}, linked=linked, **reading)
    return clear(drawn(home, letter, reading), "family-letter-P-7K3M-9QXT.pdf", search)


def drawn(home: Home, letter: Record, reading: Reading) -> CheckedPdf:
    """Return the letter as it goes to the leak scan: filled from what its reader may see, drawn and read back."""
    wanted = template("family-letter")
    paper = {"title": wanted.title, "version": "1.0", "reference": "P-7K3M-9QXT", "made_on": date(2026, 11, 23)}
    records = {"letter": letter, "council": home.council, "paper": record_of("paper", paper)}
    view = view_for(records, **reading)
    marking = home.council.values["marking"]
    return preflight(
        draw(
            read(fill(wanted, view)),
            Mark(marking),
            fields=wanted.signing,
            created=MORNING.now(),
            view=view.digest,
            must_show=(marking,),
        )
    )


def other_case() -> Record:
    """Return the referral of another case, linked to this one."""
    document = json.loads(SAMPLE.text("referral-individual"))
    told = {"words": ALLEGATION, "source": "first_hand"}
    return take_in(encoded({**document, "people": [{"code": "C1", "name": OTHER_CHILD}], "family": [], "seen": told}))


def paths(blocked: Blocked) -> set[str]:
    """Return where what was found stands in the records, without the positions in lists."""
    return {re.sub(r"\.\d+", "", each.path) for each in blocked.findings if isinstance(each, Finding)}


@pytest.mark.parametrize("role", sorted(set(shipped_matrix().roles) - {"fast", "assessor", "records"}))
def test_an_address_kept_safe_reaches_nobody_outside(home: Home, case: str, role: str) -> None:
    """At Charnwood the new address stood in the notes: here no reader outside the case's own workers is shown one."""
    referral = casework.current(home, case, "referral-individual")
    everybody = frozenset(each["code"] for each in (*CHILDREN, *FAMILIES))

    view = view_for({"referral": referral}, role=role, reader=role, kind="individual", persons=everybody)

    assert [
        word for word in (REFUGE, "Copper Lane", "TM4 2RB", "Both fathers") if word in " ".join(words(view.values))
    ] == []


def words(value: Any) -> Iterator[str]:
    """Yield every text of a view."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from words(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from words(inner)
    else:
        yield str(value)


def test_every_page_of_a_pack_says_whose_it_is_and_which_copy(demonstration: Demonstration) -> None:
    """Norfolk: a report to the wrong door. Plymouth: another's printout picked up. A page on its own tells."""
    copies, people = demonstration.rows.copies, demonstration.rows.invitees

    packs = demonstration.of_kind("conference-pack")

    assert len(packs) == len(copies)
    for pack in packs:
        owner = demonstration.owner(pack)
        mine = (people[owner].details["name"], f"copy {copies[owner].number} of {len(copies)}", copies[owner].code)
        assert [page for page in pages_of(pack) if [part for part in mine if flat(part) not in page]] == []


def test_no_page_of_a_pack_names_another_recipient_or_copy(demonstration: Demonstration) -> None:
    """Two packs mixed up at the printer can be told apart sheet by sheet."""
    copies = demonstration.rows.copies

    for pack in demonstration.of_kind("conference-pack"):
        others = [copy.code for invitee, copy in copies.items() if invitee != demonstration.owner(pack)]
        assert [code for code in others if code in text_of(pack)] == []


def test_a_message_with_another_persons_copy_in_it_does_not_go_out(demonstration: Demonstration) -> None:
    """Midlothian posted to the wrong people again and again: what is in the envelope is looked at before it goes."""
    one, another = list(demonstration.rows.copies)[:2]
    packs = {demonstration.owner(pack): pack for pack in demonstration.of_kind("conference-pack")}

    with pytest.raises(Blocked) as refused:
        clear_message(envelope(packs[another]), "message.eml", search_as(demonstration, one, another))

    assert "invitee.name" in paths(refused.value)
    assert clear_message(envelope(packs[one]), "message.eml", search_as(demonstration, one, another)) == ()


def envelope(pack: Path) -> bytes:
    """Return a message with a pack attached."""
    message = EmailMessage()
    message["Subject"] = "Papers"
    message.set_content("Your papers are attached.")
    message.add_attachment(pack.read_bytes(), maintype="application", subtype="pdf", filename=pack.name)
    return message.as_bytes()


def search_as(demonstration: Demonstration, one: str, another: str) -> Search:
    """Return what the scan looks for in what goes to one attendee, when another is invited as well."""
    mine, theirs = (
        casework.record_of_body("invitee", demonstration.rows.invitees[each].details) for each in (one, another)
    )
    return search_for(
        {"invitee": mine}, others=(theirs,), role="attendee", reader=one, kind="location", owners={"invitee": one}
    )


@pytest.fixture
def salvaged(demonstration: Demonstration, tmp_path: Path) -> Path:
    """Return what a council has left: the archive's files and its root certificate. No store, no key, no program."""
    shutil.copytree(demonstration.home.folder / "archive" / "objects", tmp_path / "objects")
    shutil.copy(demonstration.home.folder / "archive" / "ledger.jsonl", tmp_path)
    shutil.copy(demonstration.home.folder / "trust" / "root.pem", tmp_path)
    return tmp_path


def ledger(folder: Path) -> list[dict[str, Any]]:
    """Return the ledger's lines as plain data."""
    return [json.loads(line) for line in (folder / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_ledger_can_be_checked_with_a_pencil_and_sha_256(salvaged: Path) -> None:
    """Hackney lost its systems for two years. Each line carries its own digest and that of the line before."""
    before = "0" * 64

    for line in ledger(salvaged):
        own = line.pop("digest")
        plain = json.dumps(line, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert (line["previous"], own) == (before, hashlib.sha256(plain.encode()).hexdigest())
        before = own


def test_every_file_is_the_one_the_ledger_names(salvaged: Path) -> None:
    """A file's name is its digest, and no file is more or less than the ledger says."""
    files = {file: "".join(file.relative_to(salvaged / "objects").with_suffix("").parts) for file in kept(salvaged)}

    assert set(files.values()) == {line["object"] for line in ledger(salvaged)}
    assert [file for file, digest in files.items() if hashlib.sha256(file.read_bytes()).hexdigest() != digest] == []


def test_a_paper_of_each_kind_is_proved_by_the_root_alone(salvaged: Path) -> None:
    """It is worth what the ledger says it was worth on the day it was kept."""
    root = x509.load_pem_x509_certificate((salvaged / "root.pem").read_bytes())
    of_each_kind = {(line["paper"], line["verdict"]): line for line in ledger(salvaged)}

    for (_, verdict), line in of_each_kind.items():
        digest, proof = line["object"], b64decode(line.get("proof", ""))
        content = (salvaged / "objects" / digest[:2] / f"{digest[2:]}.pdf").read_bytes()
        assert verify(content, Trust((root,)), clock=SystemClock(), proof=proof or None).verdict == verdict


def kept(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "objects").rglob("*") if file.is_file())
