"""Sections: page shape, running head and foot, and which blocks each holds (17.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.word.contents import read_blocks
from generator.word.headings import with_contents
from generator.word.markup import Element, R, W, is_on, local, points, value, whole
from generator.word.package import refuse
from generator.word.source import Book, Source
from inconfidence.core.blocks import Block, PageShape, Paragraph, Section

BODY = "body"
LETTER_WIDTH, LETTER_HEIGHT = 612.0, 792.0
"""Points; Word's own page where a section does not say."""
RUNNING_MAX = 100
"""Different headers and footers of one file."""
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
        before, running = running, running | _references(source, stretch.properties, parts)
        blocks = _without_carrier(read_blocks(source, stretch.elements))
        if sections and _kind(stretch.properties) == SAME_PAGE and _is_of_one_size(sections[-1].page, page):
            if sections[-1].page != page or running != before:
                source.refuse("section-heads", _holder(stretch.properties, body))
            sections[-1] = replace(sections[-1], blocks=sections[-1].blocks + blocks)
        else:
            sections.append(_section(source, blocks, page, stretch.properties, running))
    return with_contents(tuple(sections))


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
    has_first = properties is not None and is_on(properties.find(W + "titlePg"))
    kinds = {"first": has_first, "even": source.book.has_even}
    parts = {
        f"{kind}_{where}": _running(source, where, kind, running) if shown else None
        for kind, shown in kinds.items()
        for where in ("header", "footer")
    }
    header, footer = (_running(source, where, "default", running) for where in ("header", "footer"))
    return Section(blocks, page, header, footer, **parts)


def _running(source: Source, where: str, kind: str, running: dict[str, str]) -> tuple[Block, ...]:
    """Read a header or footer part."""
    part = running.get(f"{where} {kind}")
    if part is None:
        return ()
    label = where if kind == "default" else f"{kind} page {where}"
    known, key = source.book.running, (part, label, source.width)
    if key not in known:
        if len(known) == RUNNING_MAX:
            refuse("too-long", "It has far more headers and footers than a paper.", "Divide it into several files.")
        package = source.book.package
        root = package.xml(part)
        source.book.refusals.scan(root, label)
        inner = replace(source, label=label, relationships=package.relationships(part))
        known[key] = read_blocks(inner, root)
    return known[key]


def _references(source: Source, properties: Element | None, parts: dict[str, str]) -> dict[str, str]:
    """Return the header and footer parts a section names, by what they are ("header first")."""
    found = () if properties is None else properties
    references = [one for one in found if one.tag in {W + "headerReference", W + "footerReference"}]
    for lost in [one for one in references if one.get(R + "id") not in parts]:
        source.refuse("damaged", lost)
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


def _is_of_one_size(one: PageShape, other: PageShape) -> bool:
    """Say whether two sections could share a page; Word begins a new one where they cannot."""
    return (one.width, one.height) == (other.width, other.height)


def _holder(properties: Element | None, body: Element) -> Element:
    """Return what a section's properties stand in: a paragraph, or the body."""
    return body if properties is None else next((one for one in properties.iterancestors(W + "p")), body)


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
        source.refuse(code, _holder(properties, body))


def _numbers_strangely(numbers: Element, first: bool) -> bool:
    start = numbers.get(W + "start")
    restarts = start is not None and not (first and start == "1")
    return restarts or numbers.get(W + "fmt", "decimal") != "decimal"
