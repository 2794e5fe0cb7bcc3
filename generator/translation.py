"""Whether a translated paper still follows the English one: paragraph by paragraph, tag by tag, place by place.

A translation names the version of the English paper it was made from and the digest of that paper's words. When either
is another now, the translation is out of date and is refused: nobody signs what nobody translated.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from generator.word.markup import VAL, Element, W
from inconfidence.core.digest import Digest, digest_of_data

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
DRAWN = re.compile("[\u2610\u2612\t]")
PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
NOTE_STYLE = "TranslationNote"
"""The style of the one paragraph a translation has more than the English paper: who translated it, and from what."""
NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Translation:
    """Who translated a paper and who checked it, and the English words it follows.

    ``checked_on`` is the day as written (2026-11-28), or "not yet".
    """

    translator: str
    checker: str
    checked_on: str
    follows: str
    follows_digest: str


def words_digest(title: str, docx: bytes) -> Digest:
    """Return the digest of a paper's title, words and structure, whatever else saving the file changed."""
    return digest_of_data([title, [list(each) for each in _paragraphs(docx)]])


def outline(docx: bytes) -> list[tuple[str, ...]]:
    """Return of each paragraph what no language changes: its style, its tags, its boxes and tabs, its bookmarks."""
    found = []
    for style, words, marks in _paragraphs(docx):
        if style != NOTE_STYLE:
            found.append((style, *sorted(TAG.findall(words)), "".join(DRAWN.findall(TAG.sub("", words))), marks))
    return found


def _paragraphs(docx: bytes) -> Iterator[tuple[str, str, str]]:
    """Give the style, the words and the bookmarks of every paragraph and where tables, rows and cells begin."""
    with zipfile.ZipFile(BytesIO(docx)) as word:
        for name in sorted(name for name in word.namelist() if PART.fullmatch(name)):
            root = etree.fromstring(word.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
            yield from map(_told, root.iter(W + "p", W + "tbl", W + "tr", W + "tc"))


def _told(element: Element) -> tuple[str, str, str]:
    if element.tag != W + "p":
        return str(etree.QName(element).localname), "", ""
    style = element.find(f"{W}pPr/{W}pStyle")
    words = "".join("\t" if node.tag == W + "tab" else node.text or "" for node in _texts(element))
    names = (str(node.get(W + "name")) for node in element.iter(W + "bookmarkStart"))
    # Word leaves bookmarks of its own, such as where somebody was typing last.
    marks = " ".join(name for name in names if not name.startswith("_"))
    return "" if style is None else str(style.get(VAL)), words, marks


def _texts(paragraph: Element) -> Iterator[Element]:
    """Give the texts, tabs and field codes of a paragraph; a tab stop is no tab."""
    for run in paragraph.iter(W + "r"):
        yield from run.iter(W + "t", W + "tab", W + "instrText")
