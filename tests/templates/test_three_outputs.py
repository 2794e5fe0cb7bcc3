"""Word = PDF = HTML: what a paper says is the same in all three, word for word and in order.

Each file is read by a program of others: python-docx and a walk through its XML, PDFium, lxml's HTML parser.
What is known to differ is stated here, and nothing else may:

* Word counts list labels and REF numbers itself, so they are not words of its file: a label is left out of the page
  before it is held against Word, and where a REF stands in Word a number has to stand in the page.
* A page on a screen has no number: "page 3 of 4" is left out of all three.
* A bar chart says its table's words a second time; Word has the table alone.
* Running heads and feet stand on each sheet of the PDF, in parts of their own in Word, and once in the page.
* A head row is repeated on each sheet: the PDF is drawn on a sheet that never ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import lxml.html
import pypdfium2
import pytest
from docx import Document

from disclosure import view_for
from generator import draw, draw_html, fill, preflight_html, read, word_file
from inconfidence.core.blocks import Paper
from inconfidence.core.documents import Mark
from inconfidence.recipes.catalogue import template
from tests.disclosure.test_matrix_in_papers import (
    NOON,
    Production,
    pictures_for,
    productions,
    reading_for,
    records_for,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENDLESS = 14_000.0
"""Points: the longest page PDF 1.7 allows is 14 400."""
A_NUMBER = "\N{NUMERO SIGN}"
"""Stands in the words of a Word file where a REF counts something."""
NOT_WORDS = str.maketrans(dict.fromkeys("\u2610\u2612\u200b\u00ad\ufeff"))
A_PAGE = "\uf8ff"
"""Stands where a field counts pages."""
PAGE_NUMBER = re.compile(rf"\bpage (?:\d+|{A_PAGE})(?: of (?:\d+|{A_PAGE}))?(?= |$)")
COUNTED = {"REF": A_NUMBER, "PAGE": A_PAGE, "NUMPAGES": A_PAGE, "PAGEREF": A_PAGE}
APART = frozenset({"p", "div", "li", "ul", "ol", "td", "th", "tr", "table", "caption", "br", "section", "text", "svg"})
APART |= {f"h{level}" for level in range(1, 7)}
ONE_OF_EACH = tuple({(each.paper, each.kind): each for each in productions() if each.form == "html"}.values())


@pytest.mark.parametrize("made", ONE_OF_EACH, ids=str)
def test_the_page_says_what_the_word_file_says(made: Production) -> None:
    """Word for word, in order; where Word counts, the page has a number."""
    counted = words_of_word(files(made)["docx"], "body")
    said = words_of_page(files(made)["html"], "main", without=("label", "bars", "unseen"))

    assert len(counted.split()) == len(said.split())
    assert [one for one in zip(counted.split(), said.split(), strict=True) if not same(*one)] == []


@pytest.mark.parametrize("made", ONE_OF_EACH, ids=str)
def test_the_page_says_what_the_pdf_says(made: Production) -> None:
    """Letter for letter, in order, list labels and charts with it."""
    said = words_of_page(files(made)["html"], "main", without=("unseen",))

    assert squeezed(said) == squeezed(PAGE_NUMBER.sub("", words_of_pdf(files(made)["pdf"])))


@pytest.mark.parametrize("made", ONE_OF_EACH, ids=str)
def test_running_heads_and_feet_say_the_same(made: Production) -> None:
    """Every head and foot of the Word file stands in the page, once, and the page has no other."""
    page = files(made)["html"]
    for part, place in (("header", "header"), ("footer", "footer")):
        running = dict.fromkeys(filter(None, words_of_word(files(made)["docx"], part).split("\n")))
        assert words_of_page(page, place, without=()) == folded(" ".join(running))


def same(counted: str, said: str) -> bool:
    """Say whether two words are the same, or the page's is a number where Word counts."""
    return counted == said or (
        A_NUMBER in counted and re.fullmatch(re.escape(counted).replace(A_NUMBER, r"\d+"), said) is not None
    )


@cache
def files(made: Production) -> dict[str, bytes]:
    """Return the paper as Word file, as PDF on endless sheets without heads and feet, and as a page."""
    records = {name: each.record for name, each in records_for(made).items()}
    wanted, pictures = template(made.paper), pictures_for(records)
    view = view_for(records, never=frozenset(wanted.never), **reading_for(made, records))
    paper = read(fill(wanted, view, pictures))
    pdf = draw(endless(paper), Mark(""), fields=wanted.signing, created=NOON, view=view.digest, must_show=())
    return {
        "docx": word_file(wanted, view, pictures),
        "pdf": pdf.content,
        "html": preflight_html(draw_html(paper, Mark(""), view=view.digest)).content,
    }


def endless(paper: Paper) -> Paper:
    """Return the paper on sheets that never end, without heads and feet."""
    sections = (
        replace(
            section,
            page=replace(section.page, height=ENDLESS),
            header=(),
            footer=(),
            first_header=None,
            first_footer=None,
        )
        for section in paper.sections
    )
    return replace(paper, sections=tuple(sections))


def words_of_pdf(content: bytes) -> str:
    """Return the words of a PDF as PDFium reads them; a hyphen that ends a line is a hyphen."""
    pdf = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return folded(text.replace("\ufffe", "-"))


def words_of_page(content: bytes, part: str, without: tuple[str, ...]) -> str:
    """Return the visible words of a part of a page, but those in elements of some classes."""
    (root,) = lxml.html.document_fromstring(content.decode()).iter(part)
    return folded("".join(visible(root, frozenset(without))))


def visible(node: Any, without: frozenset[str]) -> Iterator[str]:
    """Give the texts under a node, with room wherever a word ends."""
    if without & set(node.get("class", "").split()):
        return
    apart = " " if node.tag in APART else ""
    yield apart + (node.text or "")
    for child in node:
        yield from visible(child, without)
        yield child.tail or ""
    yield apart


def words_of_word(content: bytes, part: str) -> str:
    """Return the words of a part of a Word file; of heads or feet, a line for each."""
    document = Document(BytesIO(content))
    if part == "body":
        return folded(PAGE_NUMBER.sub("", folded(" ".join(in_word(document.element.body)))))
    running = [getattr(section, part) for section in document.sections]
    lines = [" ".join(in_word(each._element)) for each in running if not each.is_linked_to_previous]
    return "\n".join(folded(PAGE_NUMBER.sub("", folded(line))) for line in lines)


def in_word(holder: Any) -> Iterator[str]:
    """Give the words of each paragraph, in order; a cell that goes on under another holds none."""
    for child in holder:
        if child.tag == f"{W}p":
            yield "".join(in_paragraph(child))
        elif child.tag == f"{W}tc" and goes_on(child):
            continue
        else:
            yield from in_word(child)


def goes_on(cell: Any) -> bool:
    """Say whether a cell only carries on the one above it."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val") != "restart"


def in_paragraph(paragraph: Any) -> Iterator[str]:
    """Give the words of a paragraph, and a sign where a REF counts; what other fields last counted is left out."""
    code: str | None = None
    in_result = False
    for node in paragraph.iter():
        if node.tag == f"{W}fldChar":
            kind = node.get(f"{W}fldCharType")
            code, in_result = ("", False) if kind == "begin" else (code, True)
            if kind == "end":
                yield COUNTED.get(next(iter((code or "").split()), ""), "")
                code = None
        elif node.tag == f"{W}instrText" and code is not None:
            code += node.text or ""
        elif node.tag in (f"{W}tab", f"{W}br", f"{W}drawing") and node.getparent().tag == f"{W}r":
            yield " "
        elif node.tag == f"{W}noBreakHyphen":
            yield "\u2011"
        elif node.tag == f"{W}t" and not (code is not None and in_result):
            yield node.text or ""


def folded(words: str) -> str:
    """Return words composed, without drawn boxes and what nobody sees, white space folded."""
    return " ".join(unicodedata.normalize("NFC", words.translate(NOT_WORDS)).split())


def squeezed(words: str) -> str:
    """Return words without white space."""
    return "".join(words.split())
