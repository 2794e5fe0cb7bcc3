"""Preflight refuses a page whose words of another script were changed after they were drawn."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from generator.composite_fonts import to_unicode
from generator.preflight import preflight
from inconfidence.core.documents import MarkedPdf
from inconfidence.core.errors import Failed
from tests.generator.drawing.sheets import drawn, paper, para

Change = Callable[[bytes], bytes]
WORDS = ("Seen with שרה גרינפעלד, and later", "ב (א) 12 ג", "مُحَمَّد", "রহিমা বেগম", "王小明 M̂ara")


@pytest.fixture(scope="module")
def marked() -> MarkedPdf:
    return drawn(paper(*map(para, WORDS)))


def rewritten(marked: MarkedPdf, change: Change) -> MarkedPdf:
    """The paper with its page's operators changed."""
    with pikepdf.open(io.BytesIO(marked.content)) as pdf:
        stream = pdf.pages[0].Contents
        before = stream.read_bytes()
        after = change(before)
        assert after != before or change is same
        stream.write(after)
        return saved(marked, pdf)


def saved(marked: MarkedPdf, pdf: pikepdf.Pdf) -> MarkedPdf:
    kept = io.BytesIO()
    pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return dataclasses.replace(marked, content=kept.getvalue())


def same(content: bytes) -> bytes:
    return content


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
    """Writing the file anew is no reason to refuse it, so the tests below test their change."""
    assert preflight(rewritten(marked, same)).page_count == 1


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_changed_words_are_refused(marked: MarkedPdf, change: Change) -> None:
    """Letters, their order, what is told beside them, and the order of reading are all looked at."""
    with pytest.raises(Failed, match="words") as refused:
        preflight(rewritten(marked, change))

    assert "שרה" not in refused.value.message


def test_a_font_that_tells_other_letters_is_refused(marked: MarkedPdf) -> None:
    """The table by which glyphs are read is part of what is read."""
    with pikepdf.open(io.BytesIO(marked.content)) as pdf:
        fonts = pdf.pages[0].Resources.Font.values()
        font = next(each for each in fonts if "Hebrew" in str(each.BaseFont))
        font.ToUnicode.write(to_unicode(b"x", ((code, "אבגדהוזחטי"[code - 1]) for code in range(1, 10))))
        changed = saved(marked, pdf)

    with pytest.raises(Failed, match="words"):
        preflight(changed)


def test_a_glyph_font_outside_the_file_is_refused(marked: MarkedPdf) -> None:
    """The font file of a composite font lies one object further in, and is looked for there."""
    with pikepdf.open(io.BytesIO(marked.content)) as pdf:
        fonts = pdf.pages[0].Resources.Font.values()
        font = next(each for each in fonts if each.Subtype == "/Type0")
        del font.DescendantFonts[0].FontDescriptor.FontFile2
        changed = saved(marked, pdf)

    with pytest.raises(Failed, match="fonts embedded"):
        preflight(changed)
