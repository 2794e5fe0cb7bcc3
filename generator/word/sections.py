"""Sections: page shape, running head and foot, and which blocks each holds (17.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.word.contents import read_blocks
from generator.word.markup import Element, R, W, is_on, local, points, value, whole
from generator.word.source import Book, Source
from inconfidence.core.blocks import Block, PageShape, Paragraph, Section

BODY = "body"
LETTER_WIDTH, LETTER_HEIGHT = 612.0, 792.0
"""Points; Word's own page where a section does not say."""
SAME_PAGE, NEXT_PAGE = "continuous", "nextPage"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The elements of one section, and its properties."""

    elements: tuple[Element, ...]
    properties: Element | None


def read_sections(book: Book, main: str, body: Element) -> tuple[Section, ...]:
    """Read the whole body into sections; one that goes on on the same page is joined to the one before."""
    relationships = book.package.relationships(main)
    parts = {identifier: found.target for identifier, found in relationships.items() if not found.outside}
    running: dict[str, str] = {}
    sections: list[Section] = []
    for stretch in _stretches(body):
        page = _page(stretch.properties)
        source = Source(book, BODY, relationships, page.width - page.left - page.right)
        _refuse_strange(source, stretch.properties, body, first=not sections)
        running |= _references(stretch.properties, parts)
        blocks = _without_carrier(read_blocks(source, stretch.elements))
        if sections and _kind(stretch.properties) == SAME_PAGE and sections[-1].page == page:
            sections[-1] = replace(sections[-1], blocks=sections[-1].blocks + blocks)
        else:
            sections.append(_section(source, blocks, page, stretch.properties, running))
    return tuple(sections)


def _stretches(body: Element) -> Iterator[_Stretch]:
    """Part the body at the paragraphs that carry section properties; a content control is never parted."""
    held: list[Element] = []
    for element in body:
        if element.tag == W + "sectPr":
            yield _Stretch(tuple(held), element)
            held = []
            continue
        held.append(element)
        inner = None if element.tag != W + "p" else element.find(f"{W}pPr/{W}sectPr")
        if inner is not None:
            yield _Stretch(tuple(held), inner)
            held = []
    if held:
        yield _Stretch(tuple(held), None)


def _without_carrier(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out an empty paragraph at the end: it only carries the section break, or follows a table as it must."""
    last = blocks[-1] if blocks else None
    is_empty = isinstance(last, Paragraph) and not (last.inlines or last.label or last.bookmarks)
    return blocks[:-1] if is_empty else blocks


def _section(
    source: Source, blocks: tuple[Block, ...], page: PageShape, properties: Element | None, running: dict[str, str]
) -> Section:
    heads = {kind: _running(source, kind, running.get(kind)) for kind in ("header default", "footer default")}
    first: dict[str, tuple[Block, ...] | None] = {"header first": None, "footer first": None}
    if properties is not None and is_on(properties.find(W + "titlePg")):
        first = {kind: _running(source, kind, running.get(kind)) for kind in first}
    return Section(
        blocks=blocks,
        page=page,
        header=heads["header default"],
        footer=heads["footer default"],
        first_header=first["header first"],
        first_footer=first["footer first"],
    )


def _running(source: Source, kind: str, part: str | None) -> tuple[Block, ...]:
    """Read a header or footer part."""
    if part is None:
        return ()
    where, which = kind.split()
    label = where if which == "default" else f"first page {where}"
    package = source.book.package
    root = package.xml(part)
    source.book.refusals.scan(root, label)
    inner = replace(source, label=label, relationships=package.relationships(part))
    return read_blocks(inner, root)


def _references(properties: Element | None, parts: dict[str, str]) -> dict[str, str]:
    """Return the header and footer parts a section names, by what they are ("header first")."""
    found = () if properties is None else properties
    references = [one for one in found if one.tag in {W + "headerReference", W + "footerReference"}]
    return {
        f"{local(one).removesuffix('Reference')} {one.get(W + 'type', 'default')}": parts[one.get(R + "id")]
        for one in references
        if one.get(R + "id") in parts
    }


def _page(properties: Element | None) -> PageShape:
    size = None if properties is None else properties.find(W + "pgSz")
    margin = None if properties is None else properties.find(W + "pgMar")
    width = LETTER_WIDTH if size is None else points(size.get(W + "w"), LETTER_WIDTH)
    height = LETTER_HEIGHT if size is None else points(size.get(W + "h"), LETTER_HEIGHT)
    if margin is None:
        return PageShape(width, height)
    sides = {side: points(margin.get(W + side)) for side in ("top", "right", "bottom", "left", "header", "footer")}
    # A negative margin is one that a tall header may overlap: the page begins at the same place.
    sides |= {side: abs(sides[side]) for side in ("top", "bottom")}
    sides["left"] += points(margin.get(W + "gutter"))
    return PageShape(width, height, **sides)


def _kind(properties: Element | None) -> str:
    return value(properties, "type") or NEXT_PAGE


def _refuse_strange(source: Source, properties: Element | None, body: Element, first: bool) -> None:
    if properties is None:
        return
    columns, numbers = properties.find(W + "cols"), properties.find(W + "pgNumType")
    faults = {
        "columns": columns is not None and max(whole(columns.get(W + "num"), 1), len(columns)) > 1,
        "section": not first and _kind(properties) not in {SAME_PAGE, NEXT_PAGE},
        "page-numbers": numbers is not None and _numbers_strangely(numbers, first),
        "page-decoration": any(properties.find(W + name) is not None for name in ("pgBorders", "lnNumType")),
        "text-direction": (value(properties, "textDirection") or "lrTb") not in {"lrTb", "lr"},
        "right-to-left": is_on(properties.find(W + "bidi")),
    }
    for code in [code for code, found in faults.items() if found]:
        source.refuse(code, next((one for one in properties.iterancestors(W + "p")), body))


def _numbers_strangely(numbers: Element, first: bool) -> bool:
    start = numbers.get(W + "start")
    restarts = start is not None and not (first and start == "1")
    return restarts or numbers.get(W + "fmt", "decimal") != "decimal"
