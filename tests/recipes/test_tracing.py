"""A page leads back to the one copy it is from, or to nobody; who asked is kept, and only some roles may ask."""

from __future__ import annotations

import io
import sqlite3
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from distribution.tracing import tesseract
from inconfidence.core.clock import SystemClock
from inconfidence.core.copy_codes import letters_of, readings
from inconfidence.core.errors import Failed, InputInvalid, NotFound, OutOfTurn, UsageError
from inconfidence.core.identifiers import ALPHABET
from inconfidence.recipes.home import Home
from inconfidence.recipes.tracing import Asker, Traced, may_ask, trace
from inconfidence.store import Lookup, PersonalCopy
from tests.demonstrated import Demonstration, copy_of, rows_of

RECORDS = Asker("records", "4711", "A page was found on a bus.")


@pytest.fixture
def home(demonstration: Demonstration, tmp_path: Path) -> Home:
    return copy_of(demonstration.home, tmp_path, SystemClock())


@pytest.fixture
def copy(home: Home) -> PersonalCopy:
    return next(each for each in rows_of(home).copies.values() if each.number == "07")


def lookups(home: Home) -> tuple[Lookup, ...]:
    with home.store.reading() as held:
        return held.lookups.all()


def only(found: tuple[Traced, ...]) -> Traced:
    (one,) = found
    return one


def released(home: Home, copy: PersonalCopy) -> bytes:
    return home.archive.read(copy.digest or "")


def saved_again(content: bytes) -> bytes:
    """Return a paper as another program saves it: the seal is gone, the words are there."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.Root["/AcroForm"]
        pdf.save(out)
    return out.getvalue()


def with_letters(code: str, *changes: int) -> str:
    """Return a code with the letters in some places read as others."""
    letters = list(code)
    for place in changes:
        letters[place] = ALPHABET[(ALPHABET.index(letters[place]) + 7) % 32]
    return "".join(letters)


def four_apart(letters: str) -> str:
    """Return a code that differs from another in exactly four places."""
    for first, second in product(range(1, 32), repeat=2):
        changed = list(letters)
        for place, by in ((0, first), (5, second)):
            changed[place] = ALPHABET[(ALPHABET.index(letters[place]) + by) % 32]
        for code in readings("".join(changed))[2]:
            if sum(one != two for one, two in zip(code, letters, strict=True)) == 4:
                return code
    raise AssertionError("no code is four places away")


def test_the_file_itself_is_known_by_its_bytes(home: Home, copy: PersonalCopy) -> None:
    """A copy as it was released is found without reading a word of it, with person and agreement."""
    found = only(trace(home, RECORDS, released(home, copy)))

    assert found.sighting.way == "file"
    assert found.sighting.copy == copy
    assert found.invitee.reference == copy.invitee
    assert found.agreement is not None
    assert found.agreement.signed_digest == copy.agreement
    assert found.as_plain()["person"]["name"] == found.invitee.details["name"]


def test_a_copy_saved_by_another_program_is_found_by_its_words(home: Home, copy: PersonalCopy) -> None:
    """Whoever takes the seal off leaves the code in the text of every page."""
    found = only(trace(home, RECORDS, saved_again(released(home, copy))))

    assert (found.sighting.way, found.sighting.copy) == ("text", copy)


def test_one_page_torn_out_is_enough(home: Home, copy: PersonalCopy) -> None:
    """Any single page of the file carries the code."""
    with pikepdf.open(io.BytesIO(released(home, copy))) as pdf:
        for number in (1, len(pdf.pages) - 1):
            one, out = pikepdf.new(), io.BytesIO()
            one.pages.append(pdf.pages[number])
            one.save(out)
            assert only(trace(home, RECORDS, out.getvalue())).sighting.copy == copy


def test_every_copy_released_is_found_by_its_typed_code(home: Home) -> None:
    """Twelve codes lead to twelve people, each to their own, typed in any way."""
    copies = rows_of(home).copies

    for invitee, copy in copies.items():
        for typed in (copy.code, copy.code.lower(), letters_of(copy.code), copy.code.replace("-", " ")):
            assert only(trace(home, RECORDS, typed)).invitee.reference == invitee
    assert len(copies) == 12


@pytest.mark.parametrize("wrong", [(0,), (6,), (11,), (0, 1), (3, 8), (10, 11)])
def test_a_letter_or_two_misread_still_lead_to_the_copy(
    home: Home, copy: PersonalCopy, wrong: tuple[int, ...]
) -> None:
    """One is mended by the check letters, two by asking the register; it is said how many."""
    found = only(trace(home, RECORDS, with_letters(letters_of(copy.code), *wrong)))

    assert (found.sighting.copy, found.sighting.mended) == (copy, len(wrong))


def test_a_letter_that_cannot_be_read_may_be_left_out(home: Home, copy: PersonalCopy) -> None:
    """Eleven letters are enough, whichever is missing."""
    letters = letters_of(copy.code)

    for place in range(len(letters)):
        assert only(trace(home, RECORDS, letters[:place] + letters[place + 1 :])).sighting.copy == copy


def test_three_misread_letters_name_nobody(home: Home, copy: PersonalCopy) -> None:
    """What is further off than two letters is no code of ours."""
    with pytest.raises(NotFound, match="No code that was issued"):
        trace(home, RECORDS, with_letters(letters_of(copy.code), 0, 5, 9))


def test_a_code_of_another_council_names_nobody(home: Home) -> None:
    """A code with the right check letters that was not issued here belongs to nobody."""
    with pytest.raises(NotFound):
        trace(home, RECORDS, "0000-0000-0000")


def test_of_two_codes_equally_near_none_is_named(home: Home, copy: PersonalCopy) -> None:
    """Where what was typed is two letters from each of two copies, that is said, and nobody is accused."""
    # Four places apart: what lies between them is two letters from both.
    invitee = next(each for each in rows_of(home).invitees if each not in rows_of(home).copies)
    letters = letters_of(copy.code)
    near = four_apart(letters)
    with home.store.writing() as held:
        held.copies.allot(invitee, "99", near, reference="C-0000-0099")
    places = [place for place in range(len(letters)) if letters[place] != near[place]]
    between = "".join(near[place] if place in places[:2] else letters[place] for place in range(len(letters)))

    with pytest.raises(NotFound, match="2 copies have codes that are equally near"):
        trace(home, RECORDS, between)
    assert lookups(home)[-1].outcome == "nothing"


@pytest.mark.parametrize(("role", "may"), [("admin", True), ("chair", True), ("records", True), ("fast", False)])
def test_the_matrix_says_who_may_ask(role: str, may: bool) -> None:
    """A look-up names a person, so only those who may see copies and invitees may make one."""
    assert may_ask(role) is may


def test_a_role_that_may_not_know_is_told_nothing(home: Home, copy: PersonalCopy) -> None:
    """Neither the person nor whether the code was issued; that they asked is kept."""
    asker = Asker("fast", "0815", "Curious.")
    for typed in (copy.code, "0000-0000-0000"):
        with pytest.raises(OutOfTurn, match="may not know"):
            trace(home, asker, typed)

    assert [(each.asked_by, each.outcome, each.copy) for each in lookups(home)] == [("0815", "refused", None)] * 2


def test_every_look_up_is_kept(home: Home, copy: PersonalCopy) -> None:
    """Who, in which role, when, why and which copy: also when nothing was found."""
    trace(home, RECORDS, copy.code)
    with pytest.raises(NotFound):
        trace(home, RECORDS, "0000-0000-0000")

    found, nothing = lookups(home)
    assert (found.role, found.asked_by, found.outcome, found.copy) == ("records", "4711", "found", copy.reference)
    assert found.reason == RECORDS.reason
    assert (nothing.outcome, nothing.copy) == ("nothing", None)


def test_no_name_stands_in_clear_where_look_ups_are_kept(home: Home, copy: PersonalCopy) -> None:
    """Neither the person found nor the reason given can be read off the file."""
    name = only(trace(home, RECORDS, copy.code)).invitee.details["name"]
    with sqlite3.connect(home.folder / "store.sqlite") as raw:
        kept = str(raw.execute("select * from lookups").fetchall())

    assert copy.reference in kept
    assert name not in kept
    assert "bus" not in kept


@pytest.mark.parametrize(
    ("asker", "error"),
    [
        (Asker("records", "4711", "  "), InputInvalid),
        (Asker("records", "Mary Smith", "A page was found."), UsageError),
        (Asker("records", "Smith", "A page was found."), UsageError),
        (Asker("wizard", "4711", "A page was found."), UsageError),
    ],
)
def test_a_look_up_without_role_number_or_reason_is_none(
    home: Home, copy: PersonalCopy, asker: Asker, error: type[Exception]
) -> None:
    """Each is asked for before anything is looked up."""
    with pytest.raises(error):
        trace(home, asker, copy.code)
    assert lookups(home) == ()


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7 and nothing", b"\xff\xd8\xff\xe0 broken", b"MZ" * 99])
def test_what_is_no_paper_and_no_picture_is_refused(home: Home, content: bytes) -> None:
    """Rubbish under any name ends in plain words."""
    with pytest.raises(InputInvalid):
        trace(home, RECORDS, content)


def test_another_paper_of_the_council_names_nobody(home: Home, demonstration: Demonstration) -> None:
    """An agreement carries a form code, which is no copy's code: no photograph is even needed to know."""
    words = pypdfium2.PdfDocument(demonstration.of_kind("confidentiality-agreement")[0].read_bytes())[0]

    with pytest.raises(NotFound):
        trace(home, RECORDS, words.get_textpage().get_text_range()[:64])


def test_without_tesseract_it_is_said_what_to_do(
    home: Home, copy: PersonalCopy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A computer without it still traces files and typed codes, and says so when it is given a photograph."""
    monkeypatch.setenv("PATH", str(tmp_path))
    page = pypdfium2.PdfDocument(released(home, copy))[3].render(scale=1).to_pil()
    page.save(tmp_path / "page.png")

    with pytest.raises(Failed, match="Tesseract") as refusal:
        trace(home, RECORDS, (tmp_path / "page.png").read_bytes())

    assert refusal.value.hint == tesseract.WITHOUT_IT
    assert "apt install tesseract-ocr" in refusal.value.hint
    assert only(trace(home, RECORDS, copy.code)).sighting.copy == copy
