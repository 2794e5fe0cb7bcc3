"""Preflight refuses a page whose words of another script were changed after they were drawn."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from generator.preflight import preflight
from inconfidence.core.documents import MarkedPdf
from inconfidence.core.errors import Failed
from tests.generator.drawing.rewriting import change_content, changed
from tests.generator.drawing.sheets import drawn, paper, para

Change = Callable[[bytes], bytes]
WORDS = ("Seen with שרה גרינפעלד, and later", "ב (א) 12 ג", "مُحَمَّد", "রহিমা বেগম", "王小明 M̂ara")


@pytest.fixture(scope="module")
def marked() -> MarkedPdf:
    return drawn(paper(*map(para, WORDS)))


def swap_two_letters(content: bytes) -> bytes:
    """The first two glyphs of the Hebrew name change places."""
    return re.sub(rb"(ReversedChars BMC [^\[]*\[)(<\w+>) (<\w+>)", rb"\1\3 \2", content, count=1)


def lose_a_letter(content: bytes) -> bytes:
    return re.sub(rb"(ReversedChars BMC [^\[]*\[)<\w+> ", rb"\1", content, count=1)


def repeat_a_letter(content: bytes) -> bytes:
    return re.sub(rb"(ReversedChars BMC [^\[]*\[)(<\w+>)", rb"\1\2 \2", content, count=1)


def drop_the_direction(content: bytes) -> bytes:
    """Without the mark that its letters stand backwards, the name would be told backwards."""
    return content.replace(b"/ReversedChars BMC", b"/Span BMC", 1)


def tell_another_name(content: bytes) -> bytes:
    """What a screen reader says is changed, and what is drawn is not."""
    other = "করিমা".encode("utf-16-be").hex().upper().encode()
    return content.replace("রহিমা".encode("utf-16-be").hex().upper().encode(), other)


def draw_another_name(content: bytes) -> bytes:
    """What is drawn is changed, and what a screen reader says is not."""
    return re.sub(rb"(ActualText <FEFF09\w*>>> BDC [^\[]*\[)(<\w+>) (<\w+>)", rb"\1\3 \2", content, count=1)


def take_away_what_is_told(content: bytes) -> bytes:
    """Pointed Arabic without its words beside it is in no order of reading."""
    return re.sub(rb"/Span <</ActualText <FEFF06\w*>>> BDC", b"/Span BMC", content)


def renumber(content: bytes) -> bytes:
    """Pieces of a Hebrew line change places in the tree."""
    return (
        content.replace(b"/MCID 1>>", b"/MCID 99>>")
        .replace(b"/MCID 2>>", b"/MCID 1>>")
        .replace(b"/MCID 99>>", b"/MCID 2>>")
    )


def write_more(content: bytes) -> bytes:
    """A name is written twice."""
    found = re.search(rb"/ReversedChars BMC .*? EMC", content)
    return content.replace(found[0], found[0] + b"\n" + found[0], 1) if found else content


CHANGES = [
    swap_two_letters, lose_a_letter, repeat_a_letter, drop_the_direction, tell_another_name, draw_another_name,
    take_away_what_is_told, renumber, write_more,
]  # fmt: skip


def test_an_untouched_copy_passes(marked: MarkedPdf) -> None:
    """Taking the file apart changes nothing, so the tests below test their change."""
    assert changed(marked, lambda bodies: None).content == marked.content
    assert preflight(marked).page_count == 1


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_changed_words_are_refused(marked: MarkedPdf, change: Change) -> None:
    """Letters, their order, what is told beside them, and the order of reading are all looked at."""
    with pytest.raises(Failed) as refused:
        preflight(changed(marked, lambda bodies: change_content(bodies, change)), outward=False)

    assert "שרה" not in refused.value.message


def test_a_font_that_tells_other_letters_is_refused(marked: MarkedPdf) -> None:
    """The table by which glyphs are read is part of what is read."""
    alef, bet = (f"<{ord(letter):04X}>" for letter in "אב")

    def mix_up(table: bytes) -> bytes:
        letters = (alef.encode(), bet.encode())
        return re.sub(b"> (%s|%s)\n" % letters, lambda found: b"> %s\n" % letters[found[1] == letters[0]], table)

    with pytest.raises(Failed, match="words"):
        preflight(changed(marked, lambda bodies: change_content(bodies, mix_up)), outward=False)


def test_a_glyph_font_outside_the_file_is_refused(marked: MarkedPdf) -> None:
    """The font file of a composite font lies one object further in, and is looked for there."""

    def take_out(bodies: list[bytes]) -> None:
        at = next(
            at
            for at, body in enumerate(bodies)
            if b"/FontDescriptor" in body and b"Hebrew" in body and b"FontFile2" in body
        )
        bodies[at] = re.sub(rb" /FontFile2 \d+ 0 R", b"", bodies[at])

    with pytest.raises(Failed):
        preflight(changed(marked, take_out), outward=False)
