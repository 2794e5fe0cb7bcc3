"""Paragraphs in large print: their sizes, indents and tabs, and what no longer fits side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.fonts import composed, face
from generator.layout.setting import RAISED
from inconfidence.core.blocks import (
    Barcode,
    Inline,
    Label,
    LineBreak,
    Paragraph,
    ParagraphStyle,
    Picture,
    Reference,
    Tab,
    TabStop,
    Text,
    TextStyle,
    TickBox,
)

BODY = 12.0
LEAST = 18.0
"""Points: the size of words in standard print, and the least in large print (papers.md section 3)."""
LARGER = LEAST / BODY
LEADING = 25 / 18
OPEN_LEADING = 1.6
"""Lines further apart than this part of their size are meant to be, such as those to write on."""
WRITING = 1.75
"""How far apart lines are that hold a rule to write on, as a part of their size."""
AIR = 1.25
"""How much more room stands between paragraphs."""
INDENT_MOST = 60.0
"""Points: a longer indent or tab arranges a page, and does not grow with its words."""
HANGING_TICK = 30.0
"""Points from the left edge of a box to the words beside it."""
RULE_LEAST = 130.0
"""Points: a shorter line is no room to write on."""
BETWEEN = 12.0
"""Points between the two ends of a line."""
PICTURE_HIGHEST = 440.0
"""Points: as high as fits between running heads and feet in large print."""
NUMBER = "000"
"""As wide as a number that is known only when the paper is laid out."""


def larger_paragraphs(paragraph: Paragraph, room: float) -> tuple[Paragraph, ...]:
    """Return a paragraph in large print, in a column ``room`` points wide: one, or one for each of several answers."""
    if _stands_at_tabs(paragraph):
        return tuple(_larger(one, room) for one in _one_box_each(paragraph))
    return (_larger(paragraph, room),)


def _stands_at_tabs(paragraph: Paragraph) -> bool:
    """Say whether several boxes stand side by side at tabs."""
    pairs = zip(paragraph.inlines, paragraph.inlines[1:], strict=False)
    boxes = sum(isinstance(one, TickBox) for one in paragraph.inlines)
    return boxes > 1 and any(isinstance(one, Tab) and isinstance(box, TickBox) for one, box in pairs)


def larger_text(style: TextStyle) -> TextStyle:
    """Return how words look in large print: six points larger, and no smaller than 18, raised words included."""
    size = max(LEAST, style.size + LEAST - BODY)
    return replace(style, size=max(size, LEAST / RAISED[style.raised][0]))


def width_of(words: str, style: TextStyle) -> float:
    """Return how wide words are, in points; a letter no font has counts as one size wide (it is refused later)."""
    known = face(style.bold).widths
    return sum(known.get(letter, 1000.0) for letter in composed(words)) * style.size / 1000


def _larger(paragraph: Paragraph, room: float) -> Paragraph:
    style = _paragraph_style(paragraph, room)
    inlines = tuple(map(_larger_inline, paragraph.inlines))
    label = paragraph.label
    return replace(
        paragraph,
        inlines=tuple(_beside(inlines, style, room - style.right)),
        style=style,
        label=None if label is None else replace(label, style=larger_text(label.style)),
    )


def _paragraph_style(paragraph: Paragraph, room: float) -> ParagraphStyle:
    style = paragraph.style
    return replace(
        style,
        align="left",
        left=min(_wider(style.left), room / 3),
        right=min(style.right, room / 3),
        first=_wider(style.first),
        before=style.before * AIR,
        after=style.after * AIR,
        leading=_leading(paragraph),
        tabs=tuple(_stop(stop, room - min(style.right, room / 3)) for stop in style.tabs),
    )


def _leading(paragraph: Paragraph) -> float:
    sizes = [one.style.size for one in (*paragraph.inlines, *_labels(paragraph)) if not isinstance(one, _DRAWN)]
    if not sizes:
        return paragraph.style.leading
    before = max(sizes)
    after = larger_text(TextStyle(size=before)).size
    part = paragraph.style.leading / before
    if part <= OPEN_LEADING:
        part = WRITING if any(stop.leader == "_" for stop in paragraph.style.tabs) else LEADING
    return after * part


def _labels(paragraph: Paragraph) -> tuple[Label, ...]:
    return () if paragraph.label is None else (paragraph.label,)


_DRAWN = (Picture, Barcode)


def _wider(indent: float) -> float:
    return indent * LARGER if abs(indent) <= INDENT_MOST else indent


def _stop(stop: TabStop, room: float) -> TabStop:
    """Return a tab stop: what led to the right edge of a column leads to that of the column there is now."""
    if stop.align == "left" and not stop.leader:
        return replace(stop, position=min(_wider(stop.position), room))
    return replace(stop, position=room)


def _larger_inline(inline: Inline) -> Inline:
    match inline:
        case Picture():
            part = min(1.0, PICTURE_HIGHEST / inline.height)
            return replace(inline, width=inline.width * part, height=inline.height * part)
        case Barcode():
            return replace(inline, size=max(LEAST, inline.size))
        case _:
            return replace(inline, style=larger_text(inline.style))


def _one_box_each(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Give each box of a row of boxes as a paragraph with its words, and so what stands before and between them."""
    parts = [part for part in map(_without_end, _parts(paragraph.inlines)) if part]
    for at, part in enumerate(parts):
        follows, ends = at > 0, at == len(parts) - 1
        made = Paragraph(part, _answer_style(paragraph.style, isinstance(part[0], TickBox), follows, ends))
        yield made if follows else replace(made, label=paragraph.label, bookmarks=paragraph.bookmarks)


def _answer_style(style: ParagraphStyle, is_box: bool, follows: bool, ends: bool) -> ParagraphStyle:
    """Return how one of several answers stands: close to the others, and on the same page."""
    return replace(
        style,
        tabs=(),
        left=style.left + (HANGING_TICK / LARGER if is_box else 0.0),
        first=-HANGING_TICK / LARGER if is_box else style.first,
        before=0.0 if follows else style.before,
        after=style.after if ends else 0.0,
        keep_next=style.keep_next if ends else True,
        page_break_before=style.page_break_before and not follows,
    )


def _parts(inlines: tuple[Inline, ...]) -> list[list[Inline]]:
    """Return inlines parted before each box, and before the words that a tab leads to."""
    parts: list[list[Inline]] = [[]]
    for before, inline in zip((None, *inlines), inlines, strict=False):
        if isinstance(inline, TickBox) or (isinstance(before, Tab) and not isinstance(inline, Tab)):
            parts.append([])
        parts[-1].append(inline)
    return parts


def _without_end(part: list[Inline]) -> tuple[Inline, ...]:
    """Return inlines without the tabs and spaces that led to the next box."""
    while part and (isinstance(part[-1], Tab) or (isinstance(part[-1], Text) and not part[-1].words.strip())):
        part = part[:-1]
    return tuple(part)


def _beside(inlines: tuple[Inline, ...], style: ParagraphStyle, room: float) -> Iterator[Inline]:
    """Give a line's inlines, with a new line wherever what a tab leads to has no room beside what stands before."""
    leaders = _leaders(style)
    used, turned = style.left, False
    for at, inline in enumerate(inlines):
        if not isinstance(inline, Tab):
            used = _used(used, inline, style, room)
            yield replace(inline, words=inline.words.lstrip(" ")) if turned and isinstance(inline, Text) else inline
            turned = False
            continue
        leader, rest = next(leaders), inlines[at + 1 :]
        turned = leader == "_" or (leader == "" and used + BETWEEN + _width(rest) > room)
        if leader == "_":
            yield from _rule(inline, rest, used, room)
        else:
            yield LineBreak(inline.style) if turned else inline
        used = style.left if turned else used


def _leaders(style: ParagraphStyle) -> Iterator[str | None]:
    """Give for each tab of a paragraph what leads to it: None for a plain stop, which moves words only a little."""
    hangs = style.first < 0 and not any(stop.position == style.left for stop in style.tabs)
    yield from [None] * hangs
    stops = [None if stop.align == "left" and not stop.leader else stop.leader for stop in style.tabs]
    yield from stops
    while True:
        yield stops[-1] if stops else None


def _rule(tab: Tab, rest: tuple[Inline, ...], used: float, room: float) -> Iterator[Inline]:
    """Give a line to write on, which runs to the end of the column, below its label where that left little of it."""
    if 0.0 < room - used < RULE_LEAST:
        yield LineBreak(tab.style)
    yield tab
    if rest:
        yield LineBreak(tab.style)


def _used(used: float, inline: Inline, style: ParagraphStyle, room: float) -> float:
    """Return how far the line is filled after an inline, as far as that can be told before it is laid out."""
    if not isinstance(inline, Text):
        return style.left if isinstance(inline, LineBreak) else used + _width((inline,))
    space = width_of(" ", inline.style)
    for word in inline.words.split(" "):
        width = width_of(word, inline.style)
        used = style.left + width + space if used + width > room else used + width + space
    return used - space


def _width(inlines: tuple[Inline, ...]) -> float:
    widths = 0.0
    for inline in inlines:
        if isinstance(inline, Text):
            widths += width_of(inline.words, inline.style)
        elif isinstance(inline, Reference):
            widths += width_of(NUMBER, inline.style)
        elif isinstance(inline, TickBox):
            widths += HANGING_TICK
    return widths
