"""A copy made of a shared body and its own part is the pack as it would have been drawn for that person alone."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from generator import preflight
from generator.marks import MARGIN_FROM_EDGE
from generator.packs import NotPrepared
from generator.strict import read_strictly
from inconfidence.core.blocks import Label, Reference, Text, TextStyle
from inconfidence.core.errors import InputInvalid
from tests.generator.packs.small import (
    BODY,
    BOLD,
    HEADING,
    LONG_NAME,
    LONG_NAMES,
    NAMES,
    Person,
    copier,
    copy_of,
    drawn_whole,
    paragraph,
    text,
    wanted,
)

ANN, BEN = Person("Ann Lee", "AAAA-1111"), Person("Ben Orr", "BBBB-2222")


def pictures_of(content: bytes) -> list[bytes]:
    pdf = pypdfium2.PdfDocument(content)
    return [page.render(scale=0.6).to_pil().tobytes() for page in pdf]


@pytest.mark.parametrize("large", [False, True], ids=["standard", "large"])
@pytest.mark.parametrize("name", [*NAMES, LONG_NAME])
def test_a_copy_is_the_pack_drawn_for_that_person(name: str, large: bool) -> None:
    """Held by the strict reader to what a drawing of the whole said: words, order, pages, tags; in every script."""
    many = copier()
    many.copy(wanted(ANN, large=large))
    want = wanted(Person(name), large=large)

    made = many.copy(want)

    read_strictly(replace(drawn_whole(want), content=made.content))


@pytest.mark.parametrize(
    ("name", "panel"),
    [
        ("Zoë Smith-Jones", BOLD),
        ("מענדל ראָזענבערג", BODY),
        ("王小明", BODY),
        ("Ελένη Παπαδοπούλου", BODY),
        (LONG_NAME, BOLD),
    ],
)
def test_a_copy_looks_like_the_pack_drawn_for_that_person(name: str, panel: TextStyle) -> None:
    """Pixel for pixel: nothing stands elsewhere, and no room is left for longer names of others."""
    many = copier()
    for other in (ANN, Person(LONG_NAME), BEN):
        many.copy(wanted(other))
    want = wanted(Person(name), panel_style=panel)

    made = many.copy(want)

    assert pictures_of(made.content) == pictures_of(drawn_whole(want).content)


@pytest.mark.parametrize("name", [each for script, each in LONG_NAMES.items() if script not in ("Latin", "Turkish")])
def test_letters_that_come_with_a_copy_come_in_one_weight(name: str) -> None:
    """A name the pack has no letters for is set regular where others are bold: half the letters to bring along."""
    bold, regular = (copier().copy(wanted(Person(name), panel_style=style)) for style in (BOLD, BODY))

    assert bold.own == regular.own
    assert sum(b"/FontFile2" in each for each in bold.own.others) == 1


def test_a_name_the_pack_has_letters_for_stays_bold() -> None:
    """Where its panel says so."""
    bold, regular = (copier().copy(wanted(ANN, panel_style=style)) for style in (BOLD, BODY))

    assert bold.own != regular.own
    assert not bold.own.others


def test_the_feet_of_several_sections_are_one_piece_where_they_say_the_same_in_the_same_place() -> None:
    """The words of a foot stand in a copy once; a foot that stands elsewhere has its own."""
    slots = copy_of(ANN).own.slots

    assert len(set(slots)) == len(slots)
    assert len(slots) == len(("fonts", "marks", "marks of the wide page", "panel", "foot", "receipt"))


@pytest.mark.parametrize("name", ["Zoë Smith-Jones", "محمد بن عبد الله"])
def test_a_later_copy_passes_all_that_an_outward_paper_has_to(name: str) -> None:
    """The independent reader of words, PDF/UA-1 and PDF/A-3a judge a copy that was not the one its body came from."""
    many = copier()
    many.copy(wanted(ANN))
    want = wanted(Person(name))

    checked = preflight(replace(drawn_whole(want), content=many.copy(want).content))

    assert checked.outward


def test_people_whose_words_take_as_many_lines_share_a_body() -> None:
    """Whoever needs another line gets a body of their own, with which nobody shares the empty place."""
    many = copier()

    packs = [many.copy(wanted(person)).pack.digest for person in (ANN, BEN, Person(LONG_NAME), Person("王小明"))]

    assert packs[0] == packs[1] == packs[3] != packs[2]


@pytest.mark.parametrize(
    "others", [(BEN,), (Person("王小明"),), (Person(LONG_NAME), BEN), (Person("X", "CCCC-3333"),)]
)
def test_a_copy_does_not_depend_on_who_else_gets_one(others: tuple[Person, ...]) -> None:
    """Byte for byte, whoever came before and whatever their names need."""
    many = copier()
    for other in others:
        many.copy(wanted(other))

    assert many.copy(wanted(ANN)).content == copy_of(ANN).content


@pytest.mark.parametrize("name", ["מענדל ראָזענבערג", "محمد بن عبد الله"])
def test_a_code_stays_whole_behind_a_name_that_runs_to_the_left(name: str) -> None:
    """Also one that begins with a digit, which would belong to the name's side by the rules of mixed lines."""
    pages = pypdfium2.PdfDocument(copy_of(Person(name, "7K3M-9QXT-0AVW")).content)

    for page in pages:
        for beside in margin_lines(page):
            assert beside.endswith("7K3M-9QXT-0AVW")


def margin_lines(page: pypdfium2.PdfPage) -> tuple[str, str]:
    """Return what stands beside the text in the lower and in the upper half, as it is seen: from below upwards."""
    text, (width, height) = page.get_textpage(), page.get_size()
    boxes = [(text.get_charbox(at), text.get_text_range(at, 1)) for at in range(text.count_chars())]
    seen = sorted((box[1], letter) for box, letter in boxes if box[0] > width - 2 * MARGIN_FROM_EDGE)
    lower, upper = (
        "".join([letter for y, letter in seen if (y > height / 2) == above and letter.strip()])
        for above in (False, True)
    )
    return lower, upper


def test_papers_that_differ_elsewhere_share_nothing() -> None:
    """What is not known as somebody's own words parts two papers: no word of one can stand in the other."""
    many = copier()

    one, other = many.copy(wanted(ANN)), many.copy(wanted(BEN, topic="The underpass"))

    assert one.pack.digest != other.pack.digest
    assert "underpass" not in "".join(page_texts(one.content))


@pytest.mark.parametrize(
    ("spoiled", "rule"),
    [
        (paragraph(text("Ann", "copy.made_for"), Reference("page", BODY)), "number of a page"),
        (paragraph(text("Ann", "copy.made_for"), style=HEADING), "heading"),
        (replace(paragraph(text("Ann", "invitee.name")), label=Label("1.", BODY)), "list"),
        (paragraph(Text("Ann", BODY, "https://a.example/", "invitee.name")), "elsewhere"),
        (paragraph(text("Ann", "invitee.name"), text(" Lee", style=replace(BODY, underline=True))), "plain words"),
    ],
)
def test_own_words_that_cannot_be_put_in_later_are_told_by_their_rule(spoiled: object, rule: str) -> None:
    """Such a pack is made whole for each person; nothing is left out in silence."""
    want = wanted(ANN)
    first = want.paper.sections[0]
    changed = replace(first, blocks=(*first.blocks, spoiled))

    with pytest.raises(NotPrepared, match=rule):
        copier().copy(replace(want, paper=replace(want.paper, sections=(changed, *want.paper.sections[1:]))))


def test_a_letter_no_font_has_is_refused() -> None:
    """In own words as anywhere, and without the word."""
    many = copier()
    many.copy(wanted(ANN))

    with pytest.raises(InputInvalid) as refusal:
        many.copy(wanted(Person("Ann \N{EGYPTIAN HIEROGLYPH A001}")))

    assert "Ann" not in str(refusal.value)


def test_the_foot_that_everybody_shares_keeps_its_numbers() -> None:
    """Page and number of pages stand in the body, once for all copies."""
    assert all(f"page {number} of 3" in words for number, words in enumerate(page_texts(copy_of(ANN).content), 1))


def page_texts(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
