"""A name in any script is found in a drawn page: by its words, by what is told beside them, and in its fonts."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from disclosure.leaks import findings
from disclosure.leaks.opening import open_file
from inconfidence.core.blocks import Block, Table
from inconfidence.core.documents import Mark
from tests.disclosure.leaks.searching import invitee, search
from tests.generator.drawing.sheets import drawn, heading, paper, para, row
from tests.generator.scripts.names import POINTED, SHAPED

PLAIN = Mark("Private and Confidential")


def channels(content: bytes, name: str) -> set[str]:
    """The channels in which somebody else's name is found."""
    looked_for = search(invitee(name=name))
    return {each.channel for each in open_file(content, "") if list(findings([each], looked_for, None))}


def places(name: str) -> list[Block]:
    return [
        para(f"She was seen with {name} (her aunt) by the shop."),
        para(name),
        heading(f"About {name}"),
        Table((row("Name", name),), (100.0, 200.0)),
        para("x " * 120 + name + " and more " + "y " * 60),
    ]


@pytest.mark.parametrize("place", range(5), ids=["sentence", "alone", "heading", "cell", "wrapped"])
@pytest.mark.parametrize("name", SHAPED.values(), ids=SHAPED)
def test_a_name_in_a_page_is_found(name: str, place: int) -> None:
    """Wherever it stands; where a reader stumbles over its points, by the words told beside it."""
    content = drawn(paper(places(name)[place]), mark=PLAIN).content

    beside = {"marked content and comments"} if name in POINTED.values() else set()
    assert channels(content, name) & {"page text", "page text by position", *beside}


@pytest.mark.parametrize("name", ["শ্রীমতী", "שָׂרָה לֵוִי", "مُحَمَّد"])
def test_a_name_only_told_beside_other_glyphs_is_found(name: str) -> None:
    """What a screen reader would say counts, whatever is drawn."""
    content = drawn(paper(para("রহিমা"))).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        stream = pdf.pages[0].Contents
        told = b"ActualText <FEFF%s>" % name.encode("utf-16-be").hex().upper().encode()
        stream.write(re.sub(rb"ActualText <\w+>", told, stream.read_bytes()))
        kept = io.BytesIO()
        pdf.save(kept)

    assert channels(kept.getvalue(), name) - {"page text", "page text by position"}


@pytest.mark.parametrize("name", ["שרה", "王小明", "ገብረ"])
def test_a_name_left_in_the_table_of_a_font_is_found(name: str) -> None:
    """One code may stand for a whole name that no page shows."""
    content = drawn(paper(para("א 明 አ"))).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            if font.Subtype == "/Type0":
                line = (
                    b"1 beginbfchar\n<00FF> <%s>\nendbfchar\nendcmap" % name.encode("utf-16-be").hex().upper().encode()
                )
                font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"endcmap", line))
        kept = io.BytesIO()
        pdf.save(kept)

    assert "font leftovers" in channels(kept.getvalue(), name)


@pytest.mark.parametrize("name", SHAPED.values(), ids=SHAPED)
def test_another_name_of_the_same_script_is_not_taken_for_it(name: str) -> None:
    """Letters that a font holds for other words are no name."""
    others = {"שרה גרינפעלד": "דוד כהן", "王小明": "張大偉"}
    content = drawn(paper(para(others.get(name, "Ruth Okafor")))).content

    assert channels(content, name) == set()
