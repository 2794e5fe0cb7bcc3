"""Opening a .docx as what it is: a zip of XML from an unknown hand.

1. It is a zip, of a bounded number of parts, bounded size unpacked, and of a believable ratio; no name comes twice.
2. Nothing in it is encrypted, and it holds no macros.
3. XML is parsed without entities, without a network and without a DTD; one that brings a DTD is refused.
4. Only the parts asked for are unpacked, and only those inside the package: outside addresses are never opened.
5. One XML part has a bounded size and number of tags, so that its tree has; its depth is libxml2's 256.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import NoReturn

from lxml import etree

from generator.word.markup import Element
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

PARTS_MAX = 1_000
"""Parts in one file; Word's own rarely have more than 60."""
UNPACKED_MAX = 64 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
XML_MAX = 16 * 1024 * 1024
"""Bytes of one XML part; three hundred pages written in Word take about five million."""
TAGS_MAX = 600_000
"""Tags of one XML part, opening and closing; three hundred pages written in Word have about 200,000."""
RATIO_MAX = 200
"""Unpacked to packed, above ``RATIO_FREE`` bytes; ordinary Word XML stays under 60."""
RATIO_FREE = 1024 * 1024

SAVE_AGAIN = 'Open it in Word and save it as "Word Document (.docx)".'
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
ENCRYPTED = 0x1
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part points to: another part's name, or an address when ``outside``."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of one .docx, by name."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._unpacked: dict[str, bytes] = {}

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all parts."""
        return self._names

    def bytes_of(self, name: str) -> bytes:
        """Return a part unpacked.

        Raises:
            InputInvalid: when it is missing or its packing is damaged.
        """
        if name not in self._names:
            refuse("damaged", "A part it refers to is missing.", SAVE_AGAIN)
        try:
            if name not in self._unpacked:
                self._unpacked[name] = self._archive.read(name)
            return self._unpacked[name]
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, zlib.error):
            refuse("damaged", "A part of it cannot be unpacked.", SAVE_AGAIN)

    def xml(self, name: str) -> Element:
        """Return the root element of an XML part."""
        return parse(self.bytes_of(name))

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Return what the part ``name`` (the package itself: "") points to, by identifier."""
        folder, base = posixpath.split(name)
        listing = posixpath.join(folder, "_rels", f"{base}.rels")
        if listing not in self._names:
            return {}
        items = [item for item in self.xml(listing) if item.get("Target")]
        found = {item.get("Id", ""): _relationship(folder, item) for item in items}
        if len(found) != len(items):
            refuse("damaged", "Two of its parts are referred to by one name.", SAVE_AGAIN)
        return found

    def main_part(self) -> str:
        """Return the name of the document part."""
        kinds = {r.kind: r.target for r in self.relationships("").values()}
        if STRICT in kinds:
            refuse("strict", 'It is saved as "Strict Open XML Document".', SAVE_AGAIN)
        if MAIN not in kinds:
            refuse("not-word", "It is not a Word document.", SAVE_AGAIN)
        return kinds[MAIN]


def open_package(content: bytes) -> Package:
    """Open a .docx after looking at its outside.

    Raises:
        InputInvalid: for what is no .docx, or one that breaks a limit.
    """
    if content.startswith(OLE_MAGIC):
        refuse("old-word", "It is an old .doc file, or protected by a password.", SAVE_AGAIN)
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        refuse("not-word", "It is not a Word document (.docx).", SAVE_AGAIN)
    _check_outside(archive.infolist(), len(content))
    return Package(archive)


def parse(content: bytes) -> Element:
    """Parse XML from an unknown hand.

    Raises:
        InputInvalid: when it is too long, not well-formed, nested beyond libxml2's limit, or brings a DTD.
    """
    if len(content) > XML_MAX or content.count(b"<") > TAGS_MAX:
        refuse("too-large", "A part of it is far longer than a paper.", "Divide it into several files.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        refuse("damaged", "Its XML is damaged.", SAVE_AGAIN)
    if root.getroottree().docinfo.doctype:
        refuse("entities", "It declares XML entities, which no Word file needs.", SAVE_AGAIN)
    return root


def refuse(code: str, message: str, remedy: str) -> NoReturn:
    """Refuse the file as a whole.

    Raises:
        InputInvalid: always.
    """
    raise InputInvalid(
        "This Word file cannot be used.", [Problem("file", code, message, remedy)], hint=f"{message} {remedy}"
    )


def _check_outside(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > PARTS_MAX or unpacked > UNPACKED_MAX:
        refuse(
            "too-large", "It has too many parts, or unpacks to too much.", "Make pictures smaller, then save it again."
        )
    if unpacked > RATIO_FREE and unpacked > RATIO_MAX * packed:
        refuse("zip-bomb", "It unpacks to far more than a Word file does.", SAVE_AGAIN)
    if len({part.filename for part in parts}) != len(parts):
        refuse("damaged", "It holds two parts of one name.", SAVE_AGAIN)
    if any(_leads_outside(part.filename) for part in parts):
        refuse("damaged", "A part of it has a name that leads out of the file.", SAVE_AGAIN)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        refuse("encrypted", "It is protected by a password.", "Take the password off, then save it again.")
    if any(part.compress_type not in METHODS for part in parts):
        refuse("not-word", "It is packed in a way Word does not use.", SAVE_AGAIN)
    if any(posixpath.basename(part.filename).lower() == "vbaproject.bin" for part in parts):
        refuse("macros", "It holds macros.", SAVE_AGAIN)


def _leads_outside(name: str) -> bool:
    """Say whether a part's name is one that unpacking could put elsewhere: absolute, with a drive, or stepping up."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _relationship(folder: str, item: Element) -> Relationship:
    outside = item.get("TargetMode") == "External"
    target = item.get("Target")
    if not outside:
        # An absolute target counts from the root of the package.
        target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
    return Relationship(item.get("Type", ""), target, outside)
