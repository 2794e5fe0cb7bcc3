"""One walk over all objects of a PDF: each string with the channel it stands in, each stream, each name.

Objects are taken out of pikepdf as JSON (qpdf's form, version 2: ``u:`` text, ``b:`` bytes, ``/`` names, ``5 0 R``
references) and walked as plain data, which is four times as fast as asking pikepdf item by item.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import pikepdf

from disclosure.leaks.der import is_der, words_in_der
from disclosure.leaks.letters import words_of
from disclosure.leaks.passages import Passage
from disclosure.leaks.pdf_names import PDF_NAMES

REFERENCE = re.compile(r"\d+ \d+ R")
PAGE = "page content"
UNREFERENCED = "unreferenced objects"
OTHER = "other strings"
LINKS = "links and actions"

# What a dictionary is, by its own /Type (Table 29 and following of ISO 32000-1).
BY_TYPE = {
    "/Page": PAGE,
    "/Catalog": "catalog",
    "/StructElem": "tags",
    "/StructTreeRoot": "tags",
    "/Namespace": "tags",
    "/Sig": "signatures",
    "/DocTimeStamp": "signatures",
    "/DSS": "signatures",
    "/SV": "signatures",
    "/Filespec": "attachments",
    "/EmbeddedFile": "attachments",
    "/Metadata": "metadata",
    "/OCG": "layers",
    "/OCMD": "layers",
    "/Font": "fonts",
    "/FontDescriptor": "fonts",
    "/Outlines": "bookmarks",
    "/OutputIntent": "colours",
    "/Annot": "annotations",
}
# What a thing is, by the key it was reached through, where it does not say so itself.
BY_KEY = {
    "/A": LINKS,
    "/AA": LINKS,
    "/OpenAction": LINKS,
    "/AF": "attachments",
    "/EF": "attachments",
    "/FS": "attachments",
    "/EmbeddedFiles": "attachments",
    "/AcroForm": "form fields",
    "/XFA": "form fields",
    "/AP": "appearances",
    "/Annots": "annotations",
    "/CharProcs": "undrawn content",
    "/ColorSpace": "colours",
    "/DSS": "signatures",
    "/Dest": "destinations",
    "/Dests": "destinations",
    "/Font": "fonts",
    "/Info": "document information",
    "/JS": "scripts",
    "/JavaScript": "scripts",
    "/Lock": "signatures",
    "/Metadata": "metadata",
    "/OCProperties": "layers",
    "/Outlines": "bookmarks",
    "/OutputIntents": "colours",
    "/PageLabels": "page labels",
    "/Pages": PAGE,
    "/Pattern": "undrawn content",
    "/Perms": "signatures",
    "/PieceInfo": OTHER,
    "/Properties": "marked content",
    "/StructTreeRoot": "tags",
    "/SV": "signatures",
    "/Threads": OTHER,
    "/Thumb": "pictures",
    "/XObject": "undrawn content",
}
NO_KEYS: Mapping[str, str] = {}
SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class StreamFound:
    """A stream, where it stands, and what its dictionary says."""

    reference: str
    channel: str
    place: str
    entries: dict[str, Any] = field(repr=False)


@dataclass(slots=True)
class Walk:
    """What the walk over a PDF has come by. ``reached`` holds the references of all objects it has been to."""

    objects: dict[str, Any]
    pages: dict[str, int]
    passages: list[Passage] = field(default_factory=list)
    streams: list[StreamFound] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    fonts: list[dict[str, Any]] = field(default_factory=list)
    """Fonts by the names that content streams give them."""
    streams_held: frozenset[str] = frozenset()
    _keys: set[str] = field(default_factory=set)
    _ahead: deque[tuple[Any, str, str]] = field(default_factory=deque)

    def go(self, start: Any, channel: str, place: str) -> None:
        """Go from ``start`` to everything that can be reached from it and was not seen yet."""
        self._ahead.append((start, channel, place))
        while self._ahead:
            node, channel, place = self._ahead.popleft()
            if type(node) is dict:
                self._at_dictionary(node, channel, place)
            elif type(node) is list:
                for item in node:
                    self._go_on(item, channel, place)
            else:
                self._at_string(node, channel, place)

    def note_keys(self) -> None:
        """Note the names of entries, once all is walked: there are few, and they stand in every dictionary."""
        self.names.update(key[1:] for key in self._keys)

    def _go_on(self, node: Any, channel: str, place: str) -> None:
        """Go to ``node`` later, if it says more; a name is noted at once, and an object gone to once."""
        kind = type(node)
        if kind is str:
            if node[:1] == "/":
                self.names.add(node[1:])
            elif node not in self.reached:
                self._ahead.append((node, channel, place))
        elif kind is dict or kind is list:
            self._ahead.append((node, channel, place))

    def _at_string(self, node: str, channel: str, place: str) -> None:
        if node[:2] == "u:":
            self._say(channel, place, node[2:])
        elif node[:2] == "b:":
            self._at_bytes(bytes.fromhex(node[2:]), channel, place)
        elif node in self.objects and node not in self.reached:
            self.reached.add(node)
            self._at_object(node, channel, place)

    def _at_object(self, reference: str, channel: str, place: str) -> None:
        node = self.objects.get(reference)
        if reference in self.pages:
            place = f"page {self.pages[reference]}"
        elif not place.startswith("page"):
            place = f"object {reference.split()[0]}"
        if reference in self.streams_held and isinstance(node, dict):
            found = _channel_of(node, channel)
            self.streams.append(StreamFound(reference, found, place, node))
        self._go_on(node, channel, place)

    def _at_dictionary(self, node: dict[str, Any], channel: str, place: str) -> None:
        channel = _channel_of(node, channel)
        self._keys.update(node)
        if "/Font" in node:
            named = self.objects.get(node["/Font"]) if isinstance(node["/Font"], str) else node["/Font"]
            self.fonts.extend([named] if isinstance(named, dict) else [])
        # What is unreferenced stays so, whatever it is: that is what has to be said about it.
        inner = NO_KEYS if channel == UNREFERENCED else BY_KEY
        for key, value in node.items():
            self._go_on(value, inner.get(key, channel), place)

    def _at_bytes(self, content: bytes, channel: str, place: str) -> None:
        if is_der(content):
            for words in words_in_der(content):
                self._say(channel, place, words)
        else:
            self._say(channel, place, words_of(content))

    def _say(self, channel: str, place: str, words: str) -> None:
        # An address may write a letter in percent signs.
        for each in dict.fromkeys((words, unquote(words))) if channel == LINKS else (words,):
            if each.strip():
                self.passages.append(Passage(channel, place, each))


def walked(pdf: pikepdf.Pdf, only: Container[int] | None = None) -> Walk:
    """Return the walk over ``pdf``: first all that a reader can reach, then all that lies in it besides.

    Where ``only`` is given, it goes to no other objects than those with these numbers.
    """
    held = pdf.objects if only is None else _objects_of(pdf, only)
    references = [_reference(one) for one in held]
    # Read in one go: a call for each object takes longer than the reading.
    read = json.loads(b"[" + b",".join(one.to_json(True) for one in held) + b"]")
    pages = {_reference(page.obj): number for number, page in enumerate(pdf.pages, start=1)}
    walk = Walk(
        dict(zip(references, read, strict=True)),
        pages if only is None else {},
        streams_held=frozenset(
            ref for ref, one in zip(references, held, strict=True) if isinstance(one, pikepdf.Stream)
        ),
    )
    walk.go(json.loads(pdf.trailer.to_json()), "trailer", "the file")
    beside = UNREFERENCED if only is None else OTHER
    for reference in references:
        if reference not in walk.reached:
            walk.go(reference, beside, f"object {reference.split()[0]}")
    walk.note_keys()
    return walk


def _objects_of(pdf: pikepdf.Pdf, numbers: Container[int]) -> list[pikepdf.Object]:
    return [one for one in pdf.objects if one.objgen[0] in numbers]


def unusual_names(walk: Walk) -> Iterator[str]:
    """Yield the names that are not PDF's own: of fonts, colours, destinations, form values, styles."""
    yield from sorted(name for name in walk.names - PDF_NAMES if len(name) >= SHORTEST_NAME)


def _reference(one: pikepdf.Object) -> str:
    number, generation = one.objgen
    return f"{number} {generation} R"


def _channel_of(node: dict[str, Any], inherited: str) -> str:
    if inherited == UNREFERENCED:
        return inherited
    if node.get("/Subtype") == "/Widget" or "/FT" in node:
        return "form fields"
    if node.get("/Subtype") == "/Image" and "/Width" in node:
        return "pictures"
    named = node.get("/Type")
    return BY_TYPE.get(named, inherited) if isinstance(named, str) else inherited
