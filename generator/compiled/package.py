"""A template's Word file as ``generator.word`` reads it: its zip and XML taken apart once, for all records."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from generator.compiled.node import Node, node_of
from generator.compiled.pictures import Shown
from generator.compiled.slow import Slow
from generator.word.markup import Element
from generator.word.package import Package, Relationship, open_package
from generator.word.refusals import Refusals
from inconfidence.core.problems import Problem

XML_KINDS = ("styles", "numbering", "settings", "core-properties", "header", "footer", "officeDocument")
IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Still:
    """What is the same for all records: the parts that are read, by name, and what each points to."""

    main: str
    xml: Mapping[str, Node] = field(repr=False)
    media: Mapping[str, bytes] = field(repr=False)
    relationships: Mapping[str, dict[str, Relationship]] = field(repr=False)
    size: int
    """Bytes of all parts together, unpacked."""


class FilledPackage(Package):
    """The parts of one record: those that hold tags filled, the others as they are."""

    def __init__(self, still: Still, filled: Mapping[str, Node], shown: Mapping[str, Shown]) -> None:
        self._still = still
        self._filled = filled
        self._shown = shown

    def bytes_of(self, name: str) -> bytes:
        """Return a picture: the record's, or the template's own."""
        found = next((one.media[name] for one in self._shown.values() if name in one.media), None)
        return self._still.media[name] if found is None else found

    def xml(self, name: str) -> Element:
        """Return the root element of a part."""
        found = self._filled.get(name)
        return self._still.xml[name] if found is None else found

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Return what a part points to."""
        own = self._still.relationships.get(name, {})
        return own | self._shown[name].relationships if name in self._shown else own

    def main_part(self) -> str:
        """Return the name of the document part."""
        return self._still.main


class NoRefusals(Refusals):
    """Where anything is refused, the paper goes the slow way, which says what and where.

    Nothing has to be looked for: no element that is refused wherever it stands is ever cut (``cutting``).
    """

    def refuse(self, code: str, element: Element, label: str, detail: str = "") -> None:
        """Go the slow way."""
        raise Slow("refused")

    def add(self, problem: Problem) -> None:
        """Go the slow way."""
        raise Slow("refused")

    def scan(self, root: Element, label: str) -> None:
        """Look for nothing."""


def unpacked_size(content: bytes) -> int:
    """Return the bytes of all parts of a Word file together, unpacked."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist())


def still_parts(content: bytes) -> Still:
    """Take a Word file apart."""
    package = open_package(content)
    main = package.main_part()
    relationships = {"": package.relationships(""), main: package.relationships(main)}
    parts = {
        one.target: one.kind for one in (*relationships[""].values(), *relationships[main].values()) if not one.outside
    }
    relationships |= {name: package.relationships(name) for name in parts if name != main}
    pointed = [one for links in relationships.values() for one in links.values() if not one.outside]
    return Still(
        main=main,
        xml={one.target: node_of(package.xml(one.target)) for one in pointed if one.kind.endswith(XML_KINDS)},
        media={one.target: package.bytes_of(one.target) for one in pointed if one.kind.endswith(IMAGE)},
        relationships=relationships,
        size=unpacked_size(content),
    )
