"""Paragraphs: how they stand, their list label, and those whose style makes them something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.sourced import Told
from generator.word.fields import OpenField
from generator.word.headings import LEVELS
from generator.word.inlines import InlineReader
from generator.word.kept import kept
from generator.word.lines import edges
from generator.word.markup import Element, W, is_on, value
from generator.word.numbering import Level
from generator.word.properties import Properties, laid_over, paragraph_properties
from generator.word.source import WORD_TAB_STEP, Source
from generator.word.styles import TextLook, with_layers
from inconfidence.core.blocks import (
    Barcode,
    Block,
    Inline,
    Label,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    SignaturePlace,
    TabStop,
    Text,
    TextStyle,
)

SINGLE = 1.362
"""Height of a line of Noto Sans in font sizes: its ascender 1.069 and descender 0.293 (hhea table)."""
HEADINGS = {f"Heading {level}": level for level in range(1, 7)}
OUTLINE_LEVELS = 6

TOC_INDENT, TOC_AFTER = 11.0, 5.0
"""Points, for each deeper level and below: Word's own where a file has no style for the entries (TOC 1 to TOC 9)."""

POINTS_PER_MM = 72 / 25.4
SIGNATURE, SEAL, BARCODE = "Signature place", "Seal place", "Barcode"
SIGNATURE_SIZE = (80 * POINTS_PER_MM, 20 * POINTS_PER_MM)
SEAL_SIZE = (70 * POINTS_PER_MM, 25 * POINTS_PER_MM)
SIGN = "sign_"


def read_paragraph(
    source: Source, element: Element, bookmarks: tuple[str, ...], fields: tuple[OpenField, ...] = ()
) -> tuple[tuple[Block, ...], tuple[OpenField, ...]]:
    """Read a ``w:p`` into the blocks it makes (a page break in it parts it in two), and the fields it leaves open.

    ``fields`` are those of a table of contents that an earlier paragraph left open; only such a one may go on.
    """
    own = element.find(W + "pPr")
    stand = kept(own, source.table, lambda: _stand(source, own))
    inlines = InlineReader(source, stand.style_id, stand.plain, fields)
    inlines.read(element)
    if inlines.contents is not None or (fields and (inlines.open_contents or inlines.hides)):
        return tuple(_contents(source, element, inlines, bookmarks)), inlines.open_contents
    return tuple(_plain(source, element, stand, inlines, bookmarks)), inlines.open_contents


def _plain(
    source: Source, element: Element, stand: _Stand, inlines: InlineReader, bookmarks: tuple[str, ...]
) -> Iterator[Block]:
    own = element.find(W + "pPr")
    _refuse_strange(source, element, stand, inlines)
    names = (*bookmarks, *inlines.bookmarks)
    size = _tallest(inlines.found, stand.mark)
    style = kept(own, (source.table, source.in_body, size), lambda: _style(source, stand.style_id, stand.said, size))
    label = _label(source, element, stand)
    if style.name in {SIGNATURE, SEAL}:
        yield from _signature(source, element, style, names, inlines.found)
    elif style.name == BARCODE:
        yield from _barcode(source, element, style, names, inlines.found)
    else:
        yield from _parted(inlines.found, style, label, names)


@dataclass(frozen=True, slots=True)
class _Stand:
    """What the properties of a paragraph come to.

    ``plain`` is the look of text whose run says nothing, ``mark`` that of its mark, ``label`` that of its list label.
    """

    style_id: str
    said: Properties
    level: Level | None
    list_at: tuple[str, int]
    plain: TextLook
    mark: TextStyle
    label: TextStyle | None
    is_joined: bool
    """Whether its mark is hidden, which joins it to the next paragraph."""


def _stand(source: Source, own: Element | None) -> _Stand:
    styles = source.book.styles
    style_id = value(own, "pStyle") or styles.default("paragraph")
    said, level, list_at = _standing(source, style_id, paragraph_properties(own))
    mark = None if own is None else own.find(W + "rPr")
    return _Stand(
        style_id=style_id,
        said=said,
        level=level,
        list_at=list_at,
        plain=styles.text(style_id, None, source.table),
        mark=styles.text(style_id, mark, source.table).style,
        label=None if level is None else styles.label(style_id, mark, level.run, source.table),
        is_joined=mark is not None and is_on(mark.find(W + "vanish")),
    )


def _contents(source: Source, element: Element, inlines: InlineReader, bookmarks: tuple[str, ...]) -> Iterator[Block]:
    """Give the place of a table of contents where it begins, and of a paragraph within it or at its end nothing.

    A page may be broken behind it; other words have to stand in a paragraph of their own.
    """
    if any(not isinstance(one, PageBreak) for one in inlines.found):
        source.refuse("contents-place", element)
    asked = inlines.contents
    if asked is not None:
        asked = replace(asked, looks=tuple(_entry_look(source, level) for level in range(1, LEVELS + 1)))
        yield Paragraph((), asked.looks[0][0], None, (*bookmarks, *inlines.bookmarks), asked)
    yield from (one for one in inlines.found if isinstance(one, PageBreak))


def _entry_look(source: Source, level: int) -> tuple[ParagraphStyle, TextStyle]:
    """Return how an entry of a table of contents stands: by the style for it, or as Word makes that when it is new."""
    name = f"TOC {level}"
    style_id = source.book.styles.called(name)
    look = source.book.styles.text(style_id or source.book.styles.default("paragraph"), None).style
    said, _, _ = _standing(source, style_id or source.book.styles.default("paragraph"), {})
    if style_id is None:
        said |= {"left": TOC_INDENT * (level - 1), "after": TOC_AFTER}
    style = replace(_style(source, style_id or "", said, look.size), name=name, level=0)
    if not any(stop.align == "right" for stop in style.tabs):
        end = TabStop(source.width - style.right, "right", ".")
        style = replace(style, tabs=tuple(sorted((*style.tabs, end), key=lambda stop: stop.position)))
    return style, look


def _standing(source: Source, style_id: str, own: Properties) -> tuple[dict[str, Any], Level | None, tuple[str, int]]:
    """Lay defaults, table, style, list and own properties over one another; the list stands under whoever names it."""
    layers = (source.book.styles.paragraph_defaults, source.table.paragraph)
    said, level, list_at = with_layers(layers), None, ("", 0)
    for layer in (*source.book.styles.paragraph_layers(style_id), own):
        if {"number_id", "number_level"} & layer.keys():
            list_at = _list_at(source, style_id, {**said, **layer}, from_style=layer is not own)
            level = source.book.numbering.level(*list_at)
            said = laid_over(said, {} if level is None else level.paragraph)
        said = laid_over(said, layer)
    return said, level, list_at


def _list_at(source: Source, style_id: str, said: Properties, from_style: bool) -> tuple[str, int]:
    list_id = str(said.get("number_id") or "")
    if from_style and "number_level" not in said:
        return list_id, source.book.numbering.level_of_style(list_id, style_id)
    return list_id, int(said.get("number_level", 0))


def _style(source: Source, style_id: str, said: Properties, size: float) -> ParagraphStyle:
    name = source.book.styles.name(style_id)
    stops = [stop for stop in said.get("tabs", {}).values() if stop is not None]
    stops += _unset_stops(source, max((stop.position for stop in stops), default=0.0))
    return ParagraphStyle(
        name=name,
        level=HEADINGS.get(name, _outline_level(said)),
        align=said.get("align", "left"),
        left=said.get("left", 0.0),
        right=said.get("right", 0.0),
        first=said.get("first", 0.0),
        before=said.get("before", 0.0),
        after=said.get("after", 0.0),
        leading=_leading(said, size),
        keep_next=said.get("keep_next", False),
        keep_lines=said.get("keep_lines", False),
        page_break_before=said.get("page_break_before", False) and source.in_body,
        contextual=said.get("contextual", False),
        adds=source.book.adds,
        tabs=tuple(sorted(stops, key=lambda stop: stop.position)),
        borders=edges(said.get("borders", {})),
        shading=said.get("shading", ""),
    )


def _unset_stops(source: Source, after: float) -> Iterator[TabStop]:
    """Give the stops nobody set, behind those that were, in a file that has them elsewhere than layout does."""
    step = source.book.tab_step
    if step != WORD_TAB_STEP:
        count = int(source.width / step) + 1
        yield from (TabStop(step * at) for at in range(int(after // step) + 1, count + 1))


def _outline_level(said: Properties) -> int:
    level = int(said.get("outline", OUTLINE_LEVELS)) + 1
    return level if level <= OUTLINE_LEVELS else 0


def _leading(said: Properties, size: float) -> float:
    """Return the distance of lines in points (17.3.1.33): a multiple of single, at least, or exactly so much."""
    single = SINGLE * size
    if "line" not in said:
        return round(single, 3)
    line, rule = float(said["line"]), said["line_rule"]
    if rule == "auto":
        # In this rule the value counts 240ths of a line; it was read as 20ths of a point.
        return round(single * line / 12, 3)
    return round(line if rule == "exact" else max(line, single), 3)


def _tallest(found: list[Inline | PageBreak], mark: TextStyle) -> float:
    if len(found) == 1 and isinstance(found[0], Text):
        return found[0].style.size
    sizes = [inline.style.size for inline in found if hasattr(inline, "style")]
    return max(sizes, default=mark.size)


def _label(source: Source, element: Element, stand: _Stand) -> Label | None:
    if stand.level is None or stand.label is None:
        return None
    if source.book.numbering.is_strange(*stand.list_at):
        source.refuse("list-format", element)
        return None
    words = source.book.numbering.next_label(*stand.list_at)
    if not words:
        return None
    return Label(words, stand.label, stand.list_at[1], stand.level.ordered, stand.level.align, stand.level.follow)


def _refuse_strange(source: Source, element: Element, stand: _Stand, inlines: InlineReader) -> None:
    for code in stand.said.get("strange", ()):
        source.refuse(code, element)
    if stand.said.get("bidi"):
        source.refuse("right-to-left", element)
    if inlines.has_open_field:
        source.refuse("field-open", element)
    if inlines.has_open_value:
        source.refuse("damaged", element)
    if stand.is_joined:
        source.refuse("hidden-text", element)


def _parted(
    found: list[Inline | PageBreak], style: ParagraphStyle, label: Label | None, bookmarks: tuple[str, ...]
) -> Iterator[Block]:
    """Give the paragraph, in parts where pages break; what is left empty by a break is left out."""
    part: list[Inline] = []
    for inline in found:
        if not isinstance(inline, PageBreak):
            part.append(inline)
            continue
        if part:
            yield Paragraph(tuple(part), style, label, bookmarks)
            part, label, bookmarks = [], None, ()
        yield inline
    if part or len(part) == len(found):
        yield Paragraph(tuple(part), style, label, bookmarks)


def _signature(
    source: Source,
    element: Element,
    style: ParagraphStyle,
    bookmarks: tuple[str, ...],
    found: list[Inline | PageBreak],
) -> Iterator[Block]:
    if source.label != "body":
        source.refuse("signature-place", element)
    field = next((name.removeprefix(SIGN) for name in bookmarks if name.startswith(SIGN)), "")
    if not field:
        source.refuse("signature-bookmark", element)
    width, height = SEAL_SIZE if style.name == SEAL else SIGNATURE_SIZE
    yield SignaturePlace(field, _words(found), width, height, "right" if style.name == SEAL else style.align)


def _barcode(
    source: Source,
    element: Element,
    style: ParagraphStyle,
    bookmarks: tuple[str, ...],
    found: list[Inline | PageBreak],
) -> Iterator[Block]:
    words = _words(found)
    if not words or not words.isascii():
        source.refuse("barcode", element)
    yield Paragraph((Barcode(words),), style, None, bookmarks)


def _words(found: list[Inline | PageBreak]) -> Told:
    return Told.of((inline.source, inline.words) for inline in found if isinstance(inline, Text)).stripped()
