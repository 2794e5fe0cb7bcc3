"""Names in every script: what a file says is what was typed, to a screen reader, in PDFium and in poppler."""

from __future__ import annotations

import re
from pathlib import Path

import page
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.fonts import composed
from generator.page_words import same_letters, words_of_page
from generator.preflight import folded, preflight
from generator.script_fonts import script_font
from generator.stamp import make_stamp
from inconfidence.core.blocks import Paper, Table, Text, TextStyle
from inconfidence.core.documents import Mark, MarkedPdf
from inconfidence.core.errors import InputInvalid
from tests.generator.drawing.sheets import drawn, heading, opened, paper, para, read, row
from tests.generator.scripts.names import ALL, LATIN, POINTED, SHAPED, TO_THE_LEFT, TO_THE_RIGHT
from tests.witness.witnesses import said, witness

BOLD = TextStyle(bold=True)
LARGE = TextStyle(size=18)
NO_MARK = Mark("")


def told(marked: MarkedPdf) -> list[str]:
    """Each page's words as they stand in the file."""
    pdf = opened(marked)
    return [folded(words_of_page(each.obj)) for each in pdf.pages]


def everywhere(name: str) -> Paper:
    """A name in a heading, a sentence, bold, large, in brackets, a table and a list of two languages."""
    return paper(
        heading(f"About {name}"),
        para(f"She was seen with {name} (her aunt), by the shop."),
        para(name, text=BOLD),
        para(name, text=LARGE),
        para(f"({name}) 12.3.1971"),
        Table((row("Name", name, header=True), row(name, "x")), (200.0, 200.0)),
        para((Text("Known as ", TextStyle()), Text(name, TextStyle(language="yi")), Text(" at home", BOLD))),
    )


@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_a_name_is_told_as_it_was_typed(name: str) -> None:
    """Wherever it stands on the page, in the order it is read, with all its marks."""
    marked = drawn(everywhere(name))

    words = told(marked)[0]

    assert words == folded(marked.pages[0])
    assert words.count(folded(composed(name))) == 8
    assert preflight(marked).page_count == 1


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("names", [tuple(ALL.values()), *((name,) for name in ALL.values())], ids=["all", *ALL])
def test_a_paper_with_names_conforms(names: tuple[str, ...], profile: str) -> None:
    """Every font, width, letter and tag is as PDF/A-3a and PDF/UA-1 want it, alone and all together."""
    sheets = [everywhere(name).sections[0].blocks for name in names]
    content = drawn(paper(*(block for blocks in sheets for block in blocks))).content

    failures = page.validate_pdf_bytes(content, profile=profile).failures

    assert [f"{one.rule_id}: {one.message}" for one in failures] == []


@pytest.mark.parametrize("name", (LATIN | TO_THE_RIGHT | TO_THE_LEFT).values(), ids=LATIN | TO_THE_RIGHT | TO_THE_LEFT)
def test_pdfium_finds_a_name(name: str) -> None:
    """A browser finds a name that stands alone on its line by searching for it."""
    copied = read(drawn(paper(para(name)), mark=NO_MARK))[0].replace("\u200b", "")

    # Where an accent hangs over an edge of its letter, PDFium guesses a gap.
    assert folded(composed(name)) in re.sub(" (?=[\u0300-\u036f])", "", copied)


@pytest.mark.parametrize("name", SHAPED.values(), ids=SHAPED)
def test_pdfium_sees_each_letter_once(name: str) -> None:
    """In a sentence it may put words in another order, but nothing is lost and nothing doubled."""
    marked = drawn(everywhere(name))

    assert same_letters(read(marked)[0], marked.pages[0])


@pytest.mark.parametrize("name", (LATIN | TO_THE_RIGHT | TO_THE_LEFT).values(), ids=LATIN | TO_THE_RIGHT | TO_THE_LEFT)
def test_poppler_finds_a_name(name: str, tmp_path: Path) -> None:
    """Another program, which goes by places on the page, copies the name as it was typed."""
    file = tmp_path / "name.pdf"
    file.write_bytes(drawn(paper(para(name)), mark=NO_MARK).content)

    copied = said(witness("pdftotext"), file, "-")

    assert folded(composed(name)) in folded(copied.replace("\u200b", ""))


@pytest.mark.parametrize("name", POINTED.values(), ids=POINTED)
def test_words_with_points_are_told_beside_their_glyphs(name: str) -> None:
    """Programs that order letters by themselves stumble over points, so a file tells each such word whole."""
    pdf = opened(drawn(paper(para(name))))
    content = pdf.pages[0].Contents.read_bytes()

    for word in composed(name).split():
        pointed = b"/ActualText <FEFF%s>" % word.encode("utf-16-be").hex().upper().encode()
        assert (pointed in content) == any(
            0x0591 <= ord(letter) <= 0x05C7 or 0x064B <= ord(letter) <= 0x0652 for letter in word
        )


@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_a_name_stands_in_the_marks_and_the_bookmarks(name: str) -> None:
    """Across the page, twice in its margin and at its head, in the pane of bookmarks and in the title."""
    mark = Mark(f"For {name}", f"Made for {name}, copy 07", f"SAMPLE {name}")
    what = Paper(f"Letter to {name}", "en-GB", paper(heading(f"About {name}"), para("x")).sections)

    marked = drawn(what, mark=mark, must_show=(composed(name),))
    pdf = opened(marked)

    assert preflight(marked).title == what.title
    assert told(marked)[0].count(folded(composed(name))) == 5
    assert str(pdf.Root.Outlines.First.Title) == f"About {composed(name)}"
    assert str(pdf.docinfo["/Title"]) == what.title
    assert page.validate_pdf_bytes(marked.content, profile="3a").failures == []


@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_a_name_stands_in_a_stamp(name: str) -> None:
    """The stamp of a signature shows its signer's name, with its letters in it."""
    stamp = make_stamp((name, "10 December 2026"), 200, 60)

    text = pypdfium2.PdfDocument(stamp.content)[0].get_textpage().get_text_range()

    assert same_letters(text, composed(f"{name} 10 December 2026"))


def test_glyphs_of_two_letters_that_look_alike_are_two_codes() -> None:
    """The Arabic and the Persian yeh are one shape inside a word, and are copied as what each was."""
    marked = drawn(paper(para("بيت بیت")), mark=NO_MARK)

    assert told(marked)[0] == "بيت بیت"


def test_no_code_shows_the_glyph_of_what_is_missing() -> None:
    """Code 0 is never written, and no code stands for glyph 0."""
    pdf = opened(drawn(paper(*map(para, SHAPED.values()))))
    fonts = [font for each in pdf.pages for font in each.Resources.Font.values() if font.Subtype == "/Type0"]

    for font in fonts:
        places = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
        assert all(places[at : at + 2] != b"\0\0" for at in range(2, len(places), 2))
    assert len(fonts) >= 9


def test_only_papers_that_need_them_hold_other_fonts() -> None:
    """Plain words are drawn as ever, with fonts of one byte a letter."""
    pdf = opened(drawn(paper(para("Siân Ŵyn – Łódź"))))
    fonts = pdf.pages[0].Resources.Font

    assert {str(font.Subtype) for font in fonts.values()} == {"/TrueType"}


def test_drawing_twice_gives_the_same_bytes() -> None:
    """Nothing hangs on the order of a set or on the machine's language."""
    what = paper(*map(para, ALL.values()))

    assert drawn(what).content == drawn(what).content


def test_words_that_are_not_read_out_again_are_still_told_right() -> None:
    """A table's head on a later page, and a running head, hold Hebrew with a number in brackets."""
    rows = (row(f"Row {number}", "x") for number in range(60))
    what = Table((row("ב (א) 12 ג", "محمد 7", header=True), *rows), (200.0, 200.0))

    marked = drawn(paper(what, header=(para("ב (א) 12 ג"),)))

    assert len(marked.pages) > 1
    assert told(marked) == [folded(words) for words in marked.pages]
    assert preflight(marked).page_count == len(marked.pages)
    assert page.validate_pdf_bytes(marked.content, profile="ua1").failures == []


def test_a_script_whose_font_was_left_out_is_a_stated_problem() -> None:
    """Chinese is an extra: without its files its letters have no font, and nothing else changes."""
    assert script_font("NotoSansNotThere", False) is None


REFUSED = {
    "GRINNING FACE": "😀",
    "THAI CHARACTER": "ไทย",
    "TIBETAN LETTER": "བོད",
    "CJK UNIFIED IDEOGRAPH-20000": "𠀀",
    "RIGHT-TO-LEFT OVERRIDE": "Anna \u202eannA",
    "RIGHT-TO-LEFT ISOLATE": "Anna \u2067x\u2069",
}


@pytest.mark.parametrize("named", REFUSED)
def test_a_character_without_a_font_is_named_with_its_place(named: str) -> None:
    """So is a code that would make a name read as another one."""
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(heading("Family"), para(f"Zaynab {REFUSED[named]} שרה")))

    assert any(named in problem.message for problem in refused.value.problems)
    assert {problem.path for problem in refused.value.problems} == {"under “Family”"}
    assert not any("Zaynab" in str(problem) for problem in refused.value.problems)


SIGNS = (
    " ",
    " ",
    " ",
    "12",
    "3.4",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    ":",
    "-",
    "–",
    "’",
    "“",
    "”",
    "/",
    "%",
    "£5",
    "abc",
    "M̂",
)
WORDS = tuple(word for name in ALL.values() for word in name.split())
RANDOM = st.lists(st.sampled_from((*SIGNS, *WORDS)), min_size=1, max_size=30).map("".join).map(composed)


@settings(max_examples=60, deadline=None)
@given(st.lists(RANDOM, min_size=1, max_size=3))
def test_whatever_is_mixed_nothing_is_lost_and_nothing_doubled(texts: list[str]) -> None:
    """Letters, marks, digits and brackets of all scripts, in any order, pass both readings."""
    marked = drawn(paper(*map(para, texts)), mark=NO_MARK)

    # A word longer than a line is divided there.
    assert "".join(" ".join(told(marked)).split()) == "".join("".join(texts).split())
    assert told(marked) == [folded(words) for words in marked.pages]
    assert preflight(marked).page_count == len(marked.pages)
