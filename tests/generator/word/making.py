"""Word files for tests, made with python-docx, and XML put into them by hand where it cannot make it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from generator.word import read
from inconfidence.core.blocks import Block, Paragraph, Table, Text

SPACES = nsdecls("w", "r", "wp", "a", "pic") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def saved(document: WordDocument) -> bytes:
    """Return a document as the bytes of its file."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def word(*xml: str, prepare: Callable[[WordDocument], object] | None = None) -> bytes:
    """Return a file whose body holds these elements, before its section properties."""
    document = Document()
    if prepare is not None:
        prepare(document)
    for one in xml:
        add(document, one)
    return saved(document)


def add(document: WordDocument, xml: str) -> None:
    """Put an element, written in XML, at the end of the body."""
    opening, rest = xml.split(">", 1) if not xml.split(">", 1)[0].endswith("/") else (xml.split("/>", 1)[0] + "/", "")
    document.element.body[-1].addprevious(
        parse_xml(f"{opening.rstrip('/')} {SPACES}" + ("/>" if not rest else f">{rest}"))
    )


def paragraph(inside: str, properties: str = "") -> str:
    """Return the XML of a paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def run(words: str, properties: str = "") -> str:
    """Return the XML of a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def styled(document: WordDocument, name: str, kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH) -> None:
    """Add a style."""
    document.styles.add_style(name, kind)


def blocks(docx: bytes) -> tuple[Block, ...]:
    """Read a file of one section, and return its blocks."""
    return read(docx).sections[0].blocks


def paragraphs(found: tuple[Block, ...]) -> list[Paragraph]:
    """Return every paragraph, those in cells included, in order."""
    return list(_paragraphs(found))


def words(found: tuple[Block, ...]) -> list[str]:
    """Return the words of every paragraph."""
    return ["".join(i.words for i in one.inlines if isinstance(i, Text)) for one in paragraphs(found)]


def rewritten(docx: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the file with one of its parts changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return stream.getvalue()


def png(colour: str = "red") -> bytes:
    """Return a small picture."""
    stream = BytesIO()
    Image.new("RGB", (4, 4), colour).save(stream, "PNG")
    return stream.getvalue()


def _paragraphs(found: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in found:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row.cells):
                yield from _paragraphs(cell.blocks)
