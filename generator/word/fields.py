"""Word's fields (17.16): what their codes ask for, and following one through the runs it is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from generator.word.headings import contents_asked
from inconfidence.core.blocks import Contents, TextStyle

_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
HARMLESS = frozenset({"MERGEFORMAT", "CHARFORMAT", "ARABIC"})
NUMBER_SWITCHES = frozenset({"\\n", "\\r"})
REFERENCE_SWITCHES = frozenset({"\\h"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field stands for: a number known at layout, a link around words, or a table of contents."""

    kind: Literal["page", "pages", "page-of", "number-of", "link", "contents"]
    target: str = ""
    contents: Contents | None = None


@dataclass(slots=True)
class OpenField:
    """A field whose end has not been met; ``meaning`` is None while its code is being read, or when unknown."""

    style: TextStyle
    code: str = ""
    in_result: bool = False
    meaning: Meaning | None = None

    @property
    def is_contents(self) -> bool:
        """Say whether the field is a table of contents, which may end in a later paragraph than it begins."""
        return self.meaning is not None and self.meaning.kind == "contents"

    @property
    def shows_result(self) -> bool:
        """Say whether the words between its marks are to be read: only those of a link."""
        return self.in_result and self.meaning is not None and self.meaning.kind == "link"


def meaning_of(code: str) -> Meaning | None:
    """Return what a field code asks for, None when that is not something the engine can do."""
    tokens = [quoted or plain for quoted, plain in _TOKEN.findall(code)]
    if not tokens:
        return None
    name, rest = tokens[0].upper(), _without_formats(tokens[1:])
    if rest is None:
        return None
    if name == "HYPERLINK":
        return _link(rest)
    if name == "TOC":
        contents = contents_asked(rest)
        return None if contents is None else Meaning("contents", contents=contents)
    if name in {"PAGE", "NUMPAGES"} and not rest:
        return Meaning("page" if name == "PAGE" else "pages")
    if name in {"PAGEREF", "REF"} and rest:
        return _reference(name, rest[0], {switch.lower() for switch in rest[1:]})
    return None


def name_of_code(code: str) -> str:
    """Return the first word of a field code: its kind, never what it refers to."""
    found = re.match(r"\s*([A-Za-z]{1,20})", code)
    return found[1].upper() if found else "a field without a name"


def _without_formats(tokens: list[str]) -> list[str] | None:
    """Drop ``\\* MERGEFORMAT`` and its like; None when a format changes what is printed."""
    kept: list[str] = []
    formats = iter(tokens)
    for word in formats:
        if word != "\\*":
            kept.append(word)
        elif next(formats, "").upper() not in HARMLESS:
            return None
    return kept


def _reference(name: str, bookmark: str, switches: set[str]) -> Meaning | None:
    if name == "PAGEREF" and switches <= REFERENCE_SWITCHES:
        return Meaning("page-of", bookmark)
    if name == "REF" and switches & NUMBER_SWITCHES and switches <= NUMBER_SWITCHES | REFERENCE_SWITCHES:
        return Meaning("number-of", bookmark)
    return None


def _link(tokens: list[str]) -> Meaning | None:
    address, bookmark, rest = "", "", iter(tokens)
    for token in rest:
        if token.lower() == "\\l":
            bookmark = next(rest, "")
        elif token.lower() in {"\\o", "\\t"}:
            next(rest, "")
        elif not token.startswith("\\"):
            address = token
    target = f"#{bookmark}" if bookmark and not address else address
    return Meaning("link", target) if target else None
