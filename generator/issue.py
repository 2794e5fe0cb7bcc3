"""``word_file``: the paper as an editable Word file, for a council that has to send one.

1. It holds the words the drawn paper would: what could not be drawn (a comment, hidden words, a tracked change) stops
   it here too.
2. No value stands between marks, and that is looked at again in every part of the finished file.
3. Nothing tells of the machine, the people or the sessions it was written in: revision marks, document identifiers,
   variables, links to templates and data, embedded fonts, notes, heads and feet that no page shows, and what cameras
   and programs write into pictures.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

from disclosure.view import View
from generator.fill import HEAD_AND_FOOT, NO_PICTURES, filled, packed
from generator.pictures import bare_picture
from generator.provenance import holds_mark
from generator.template import Template
from generator.word.markup import Element, R, W, is_on
from generator.word.package import Package, open_package
from generator.word.reading import has_even_pages, read
from inconfidence.core.blocks import Picture
from inconfidence.core.errors import Failed

WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WORD_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
LEFT_OUT = (
    *(
        W + name
        for name in (
            "rsids",
            "rsid",
            "docVars",
            "attachedTemplate",
            "mailMerge",
            "dataBinding",
            "proofErr",
            "saveThroughXslt",
        )
    ),
    *(W + name for name in ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic", "lastRenderedPageBreak")),
    *(space + "docId" for space in (WORD_2010, WORD_2012)),
)
NOTES = (W + "footnote", W + "endnote")
IDENTIFYING = frozenset({WORD_2010 + "paraId", WORD_2010 + "textId"})
REVISION = W + "rsid"


def word_file(template: Template, view: View, pictures: Mapping[str, Picture] = NO_PICTURES) -> bytes:
    """Return the template's Word file filled from the view, to be issued. Equal views give equal bytes.

    Raises:
        Failed: as ``fill`` does.
        InputInvalid: when the template holds what could not be drawn.
    """
    docx = filled(template, view, pictures, marked=False)
    read(docx)
    unshown = frozenset(_unshown(open_package(docx)))
    with zipfile.ZipFile(BytesIO(docx)) as made:
        parts = {name: _bare(name, made.read(name), shown=name not in unshown) for name in made.namelist()}
    if any(holds_mark(part) or holds_mark(name.encode()) for name, part in parts.items()):
        raise Failed("A mark of the engine's own was left in a Word file.", hint="Report this; nothing was issued.")
    return packed(parts)


def _unshown(package: Package) -> Iterator[str]:
    """Give the names of heads and feet that stand on no page, such as that of a first page like all others."""
    main = package.main_part()
    sections = list(package.xml(main).iter(W + "sectPr"))
    kinds = {"default", *(["first"] if any(is_on(one.find(W + "titlePg")) for one in sections) else [])}
    kinds |= {"even"} if has_even_pages(package) else set()
    references = [one for section in sections for one in section.iter(W + "headerReference", W + "footerReference")]
    shown = {one.get(R + "id") for one in references if one.get(W + "type", "default") in kinds}
    for identifier, found in package.relationships(main).items():
        if found.kind in HEAD_AND_FOOT and identifier not in shown:
            yield found.target


def _bare(name: str, part: bytes, *, shown: bool) -> bytes:
    if name.startswith("word/media/"):
        return bare_picture(part)
    if not name.startswith("word/") or not name.endswith(".xml"):
        return part
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    if not shown:
        root[:] = [root.makeelement(W + "p")]
    for element in [*root.iter(*LEFT_OUT), *filter(_is_note, root.iter(*NOTES))]:
        element.getparent().remove(element)
    for element in root.iter(etree.Element):
        _forget(element)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _is_note(element: Element) -> bool:
    """Tell a note, which no text refers to any more, from the lines that part notes from the text."""
    return len(element) > 0 and element.get(W + "type") is None


def _forget(element: Element) -> None:
    for key in [key for key in element.attrib if key in IDENTIFYING or key.startswith(REVISION)]:
        del element.attrib[key]
