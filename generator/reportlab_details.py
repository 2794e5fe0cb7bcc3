"""Everything we lean on in reportlab 5.1.0 that it does not promise to keep; reportlab is pinned for these.

PDF/A and PDF/UA ask for four things reportlab does not do by itself:

* a ToUnicode map without U+0000, U+FEFF and U+FFFE, in blocks of at most 100 (ISO 19005-3, 6.2.11.7.2);
* an end-of-line before ``endstream`` that ``/Length`` does not count (ISO 19005-3, 6.1.7.1);
* no font in the file that is not embedded (a new Canvas lists Helvetica);
* dates and ``/ID`` that come from what is drawn, not from the clock.

Nothing is patched from outside: each is a subclass, or an attribute of one document. What would break when reportlab
changes is named in tests/generator/drawing/test_reportlab_details.py.
"""

from __future__ import annotations

import hashlib
import io
import threading
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

PDF_VERSION = (1, 7)
CMAP_BLOCK = 100
NOT_MAPPED = frozenset({0, 0xFEFF, 0xFFFE})
PRODUCER = "In Confidence"
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes that tell programs the file is no text (ISO 19005-3, 6.1.2)."""
TRAILER = (
    b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<<\n/ID [<%s> <%s>]\n/Info %s\n/Root %s\n/Size %d\n>>\n"
    b"startxref\n%d\n%%%%EOF\n"
)
ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord("\\"): "\\\\",
    ord("("): "\\(",
    ord(")"): "\\)",
}


class PaperFont(TTFont):
    """A TrueType font whose subsets say what their codes mean, cleanly; never put in reportlab's global registry."""

    def __init__(self, name: str, file: io.BytesIO) -> None:
        super().__init__(name, file, asciiReadable=True, shapable=False)
        # reportlab reads a font file by moving one place in it, which two threads must not do at once.
        self.reading = threading.Lock()

    def shown(self, words: str, document: Any) -> list[tuple[str, str]]:
        """Return the words as (font resource name, escaped PDF string) pairs, one for each subset they need."""
        if words.isascii():
            special = "(" in words or ")" in words or "\\" in words
            return [(self.ascii_name(document), words.translate(ESCAPES) if special else words)]
        return [
            (self.getSubsetInternalName(subset, document), codes.decode("latin-1").translate(ESCAPES))
            for subset, codes in self.splitString(words, document)
        ]

    def ascii_name(self, document: Any) -> str:
        """Return the resource name of the subset that holds ASCII, where every code is its letter's own."""
        return str(self.getSubsetInternalName(0, self._begun(document)))

    def addObjects(self, doc: Any) -> None:
        """Put this document's subsets of the font into it (called by reportlab when the document is written)."""
        state = self.state[doc]
        state.frozen = 1
        for number, subset in enumerate(state.subsets):
            internal = self.getSubsetInternalName(number, doc)[1:]
            doc.Reference(self._subset_object(doc, internal, number, tuple(subset)), internal)
            doc.idToObject["BasicFonts"].dict[internal] = doc.idToObject[internal]
        del self.state[doc]

    def _begun(self, document: Any) -> Any:
        if document not in self.state:
            # An empty string makes the subset table and draws nothing.
            self.splitString("", document)
        return document

    def _subset_object(self, doc: Any, internal: str, number: int, subset: tuple[int, ...]) -> Any:
        letters = "".join(chr(ord("A") + int(digit)) for digit in f"{number:06d}")
        name = f"{letters}+{self.face.name.decode()}"
        font = pdfdoc.PDFTrueTypeFont()
        font.Name, font.BaseFont = internal, name
        font.FirstChar, font.LastChar = 0, len(subset) - 1
        font.Widths = Raw(packed_subset(self, subset).widths)
        font.ToUnicode = doc.Reference(_stream(to_unicode(name, subset)), f"toUnicode:{name}")
        font.FontDescriptor = self._descriptor(doc, name, subset)
        return font

    def _descriptor(self, doc: Any, name: str, subset: tuple[int, ...]) -> Any:
        face = self.face
        packed = packed_subset(self, subset)
        file = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"Filter": "/FlateDecode", "Length1": packed.length}), packed.file
        )
        entries = {
            "Type": "/FontDescriptor",
            "FontName": f"/{name}",
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray(face.bbox),
            "ItalicAngle": face.italicAngle,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "StemV": face.stemV,
            "FontFile2": doc.Reference(file, f"fontFile:{name}"),
            "MissingWidth": face.defaultWidth,
        }
        return doc.Reference(pdfdoc.PDFDictionary(entries), f"fontDescriptor:{name}")


@dataclass(frozen=True, slots=True)
class PackedSubset:
    """A deflated font file, its length before, and its widths in PDF syntax."""

    file: bytes
    length: int
    widths: bytes


@lru_cache(maxsize=64)
def packed_subset(font: PaperFont, subset: tuple[int, ...]) -> PackedSubset:
    """Return a font file with the glyphs of ``subset``.

    Kept between documents: most papers need the same letters, and a set of letters says nothing of anybody.
    """
    with font.reading:
        file = font.face.makeSubset(list(subset))
    widths = b"[%s]" % b" ".join(b"%g" % font.face.getCharWidth(code) for code in subset)
    return PackedSubset(zlib.compress(file), len(file), widths)


@lru_cache(maxsize=64)
def to_unicode(name: str, subset: tuple[int, ...]) -> bytes:
    """Return the ToUnicode map of a subset: what each of its codes means."""
    pairs = [(code, meaning) for code, meaning in enumerate(subset) if meaning not in NOT_MAPPED]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(pairs), CMAP_BLOCK):
        block = pairs[start : start + CMAP_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{chr(meaning).encode('utf-16-be').hex().upper()}>" for code, meaning in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


class Raw(pdfdoc.PDFObject):
    """An object already in PDF syntax, written as it is."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: Any) -> bytes:
        """Return the object's own bytes."""
        return self.content


class _WithLineEnd(pdfdoc.PDFObject):
    def __init__(self, content: bytes) -> None:
        self.content = content

    def __len__(self) -> int:
        return len(self.content)

    def format(self, document: Any) -> bytes:
        # Both bytes: after data that ends in a carriage return, a line feed alone would be taken for its pair.
        return self.content + b"\r\n"


class _LineEnds(pdfdoc.NoEncryption):
    """Stands where a cipher would: it only sees each stream's bytes last, and adds the end-of-line after them."""

    def encode(self, content: Any) -> Any:
        return _WithLineEnd(content.encode("latin-1") if isinstance(content, str) else content)


def _written(document: Any) -> bytes:
    """Return a document as a file of one revision: its objects in order, their table, and the trailer.

    reportlab's own writer takes each object through four calls, the hundreds that are bytes already too.
    """
    catalog, info = document.Reference(document.Catalog), document.Reference(document.info)
    parts, places, length, number = [HEADER], [], len(HEADER), 1
    # Formatting an object may add others behind it.
    while number in document.numberToId:
        thing = document.idToObject[document.numberToId[number]]
        body = thing.content if type(thing) is Raw else pdfdoc.format(thing, document, toplevel=1)
        part = b"%d 0 obj\n%s%sendobj\n" % (number, body, b"" if body.endswith(b"\n") else b"\n")
        places.append(length)
        parts.append(part)
        length += len(part)
        number += 1
    content = b"".join(parts)
    table = b"".join([b"%010d 00000 n \n" % place for place in places])
    name = hashlib.sha256(content + table).hexdigest()[:32].encode("ascii")
    references = (info.format(document), catalog.format(document))
    return content + TRAILER % (number, table, name, name, *references, number, length)


class PaperCanvas(Canvas):
    """A canvas of one PDF/A document, that can be told objects and page entries reportlab knows nothing of."""

    def __init__(self, size: tuple[float, float], language: str, created: datetime) -> None:
        self.file = io.BytesIO()
        super().__init__(
            self.file, pagesize=size, pageCompression=1, invariant=1, pdfVersion=PDF_VERSION, lang=language
        )
        self.document = self._doc
        self.document.encrypt = _LineEnds()
        self.setProducer(PRODUCER)
        self.setCreator(PRODUCER)
        self.setAuthor(PRODUCER)
        self.setSubject("")
        stamp = self.document._timeStamp
        stamp.t, stamp.dhh, stamp.dmm = created.timestamp(), 0, 0
        stamp.YMDhms = tuple(created.timetuple())[:6]

    def _make_preamble(self) -> None:
        # reportlab's own would set Helvetica, which is in no file of ours.
        self._preamble = "1 0 0 1 0 0 cm"

    def add_object(self, name: str, content: bytes | pdfdoc.PDFObject) -> bytes:
        """Add a numbered object and return the reference to it (``7 0 R``)."""
        thing = Raw(content) if isinstance(content, bytes) else content
        self.document.Reference(thing, name)
        return self.reference(name)

    def reserve(self, name: str) -> Raw:
        """Add a numbered object whose content is set later, before the file is written."""
        thing = Raw(b"null")
        self.document.Reference(thing, name)
        return thing

    def reference(self, name: str) -> bytes:
        """Return the reference to a named object."""
        return b"%d %d R" % self.document.idToObjectNumberAndVersion[name]

    def page_reference(self, number: int) -> bytes:
        """Return the reference to a finished page (counted from 1)."""
        return self.reference(f"Page{number}")

    def set_page_entries(self, number: int, entries: dict[str, bytes]) -> None:
        """Give a finished page entries such as ``/Annots`` and ``/StructParents``."""
        page = self.document.Pages.pages[number - 1]
        # reportlab would write the operators in base 85, a quarter larger and slower to read.
        page.Contents = _stream(page.stream.encode("ascii"))
        self._set_entries(page, entries)

    def set_catalog_entries(self, entries: dict[str, bytes]) -> None:
        """Give the catalog entries such as ``/StructTreeRoot``."""
        self._set_entries(self.document.Catalog, entries)

    def finished(self) -> bytes:
        """Write the document and return it, with an ``/ID`` made from all its content before the trailer."""
        document = self.document
        document.format = partial(_written, document)
        self.save()
        return self.file.getvalue()

    @staticmethod
    def _set_entries(thing: Any, entries: dict[str, bytes]) -> None:
        for key, value in entries.items():
            setattr(thing, key, Raw(value))
        thing.__NoDefault__ = [*thing.__NoDefault__, *(key for key in entries if key not in thing.__NoDefault__)]
        thing.__Refs__ = [key for key in thing.__Refs__ if key not in entries]


def _stream(content: bytes) -> Any:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": "/FlateDecode"}), zlib.compress(content))


def packed_stream(entries: Mapping[str, object], content: bytes) -> pdfdoc.PDFObject:
    """Return a deflated stream object with the given dictionary entries."""
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({**entries, "Filter": "/FlateDecode"}), zlib.compress(content, 9))


def plain_stream(entries: Mapping[str, object], content: bytes) -> pdfdoc.PDFObject:
    """Return a stream object that is not compressed (PDF/A wants XMP readable as it stands)."""
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(entries)), content)


def bare_font(name: str, content: bytes) -> PaperFont:
    """Return a font read from the bytes of a TrueType file."""
    return PaperFont(name, io.BytesIO(content))
