"""A paragraph as strips, one a line: alignment, hanging labels, drawn things, and what keeps lines together."""

from __future__ import annotations

from dataclasses import replace

from generator.fonts import composed
from generator.layout.barcode import BAR_HEIGHT, Code
from generator.layout.items import ALIGNED, Anchor, Bars, Frame, Image, Item, Strip, Stroke, Tick, Words, baseline
from generator.layout.joined import joined
from generator.layout.lines import DEFAULT_TAB, Line, LineBreaker, Piece
from generator.layout.mixed import is_reordered, placed_words, runs_left
from generator.layout.pieces import pieces_of
from generator.layout.plain import plain_words
from generator.layout.setting import Setting, line_height
from generator.tags import Node
from inconfidence.core.blocks import Label, Paragraph, ParagraphStyle, Picture, Reference, Text, TextStyle, TickBox

# Fewest lines of a paragraph left behind on a page, or carried over to the next.
FEWEST_LINES = 2

# Least room between a label and its words, in points.
LABEL_GAP = 2.0

LEADER_DASHES: dict[str, tuple[float, ...]] = {".": (0.0, 3.5), "-": (3.0, 3.0), "_": ()}
LEADER_WIDTH = 0.75
LEADER_GAP = 3.0

# The top of the capitals, as a part of the size: drawn boxes are centred on half of it.
HALF_CAPITAL = 0.357


def paragraph_strips(
    paragraph: Paragraph, width: float, setting: Setting, node: Node | None, label_node: Node | None
) -> list[Strip]:
    """Return a paragraph's lines in a column ``width`` wide, tagged as ``node`` (None: not read out)."""
    style = paragraph.style
    start, label = _label(paragraph.label, style, setting, label_node)
    inlines = joined(paragraph.inlines)
    plain = plain_words(inlines, style, start, width, setting, node)
    if plain is not None:
        strips = [Strip(style.leading, [*words]) for words in plain]
    else:
        breaker = LineBreaker(start, style.left, width - style.right, style.tabs)
        room = width - style.left - style.right
        pieces = pieces_of(inlines, setting, node, room)
        lines = breaker.set_all(pieces)
        size = _base_size(paragraph)
        leftwards = len(lines) > 1 and runs_left(pieces)
        strips = [_strip(line, _facing(style, line) if leftwards else style, width, size) for line in lines]
    frame = _frame(style, width)
    for strip in strips:
        strip.frame, strip.near = frame, setting.near
    if label is not None:
        label.y = baseline(style, _base_size(paragraph), strips[0].height)
        strips[0].items.insert(0, label)
    if paragraph.bookmarks or style.level:
        strips[0].items.insert(0, Anchor(paragraph.bookmarks, heading_words(paragraph), style.level))
    _keep(strips, style)
    return strips


def heading_words(paragraph: Paragraph) -> str:
    """Return a heading's words with its number, for the pane of bookmarks."""
    label = [paragraph.label.words] if paragraph.label else []
    words = [inline.words for inline in paragraph.inlines if isinstance(inline, Text)]
    return composed(" ".join([*label, "".join(words)]).strip())


def _keep(strips: list[Strip], style: ParagraphStyle) -> None:
    count = len(strips)
    together = style.keep_lines or count < 2 * FEWEST_LINES
    for at, strip in enumerate(strips[:-1]):
        strip.glued = together or at < FEWEST_LINES - 1 or at >= count - FEWEST_LINES
    strips[-1].glued = style.keep_next
    strips[0].before, strips[-1].after = style.before, style.after
    strips[0].adds = style.adds
    strips[0].new_page = style.page_break_before


def _base_size(paragraph: Paragraph) -> float:
    sizes = [inline.style.size for inline in paragraph.inlines if isinstance(inline, Text | Reference | TickBox)]
    if paragraph.label:
        sizes.append(paragraph.label.style.size)
    return max(sizes, default=TextStyle().size)


def _label(
    label: Label | None, style: ParagraphStyle, setting: Setting, node: Node | None
) -> tuple[float, Words | None]:
    if label is None:
        return style.left + style.first, None
    look = setting.look(label.style)
    words = composed(label.words)
    width = setting.width(words, look)
    x = style.left + style.first - width * ALIGNED[label.align]
    return _after_label(x + width, label, style, setting.width(" ", look)), Words(
        x, 0.0, f"{words} ", look, node, width
    )


def _after_label(end: float, label: Label, style: ParagraphStyle, space: float) -> float:
    """Return where the words after a label that ends at ``end`` begin: a tab leads to the indent, if that is ahead."""
    if label.follow != "tab":
        return end + (space if label.follow == "space" else 0.0)
    ahead = [stop.position for stop in style.tabs if stop.position > end]
    if end + LABEL_GAP <= style.left:
        ahead.append(style.left)
    return min(ahead, default=(end + LABEL_GAP) // DEFAULT_TAB * DEFAULT_TAB + DEFAULT_TAB)


def _frame(style: ParagraphStyle, width: float) -> Frame | None:
    borders = style.borders
    if not (style.shading or borders.top or borders.left or borders.bottom or borders.right):
        return None
    left = min(style.left, style.left + style.first) - (borders.left.gap if borders.left else 0.0)
    right = width - style.right + (borders.right.gap if borders.right else 0.0)
    return Frame(borders, style.shading, left, right)


def _strip(line: Line, style: ParagraphStyle, width: float, size: float) -> Strip:
    strip = Strip(_height(line, style))
    base = baseline(style, size, strip.height)
    shift, stretch = _alignment(line, style, width)
    strip.items += _leaders(line, base, shift)
    strip.items += (_reordered if is_reordered(line) else _words)(line, base, shift, stretch)
    return strip


def _facing(style: ParagraphStyle, line: Line) -> ParagraphStyle:
    """Return the style of a line of a paragraph that runs from right to left: it begins at the right edge."""
    begins_left = style.align == "left" or (style.align == "both" and line.loose)
    return replace(style, align="right") if begins_left else style


def _height(line: Line, style: ParagraphStyle) -> float:
    tallest = style.leading
    for _, piece in line.pieces:
        if isinstance(piece.thing, TickBox):
            tallest = max(tallest, piece.height + 1.0)
        elif piece.thing is not None:
            tallest = max(tallest, piece.height + 2.0)
        elif piece.look.size > tallest:
            tallest = line_height(piece.look.face, piece.look.size)
    return tallest


def _alignment(line: Line, style: ParagraphStyle, width: float) -> tuple[float, float]:
    room = width - style.right - line.end
    if style.align == "right":
        return max(0.0, room), 0.0
    if style.align == "center":
        return max(0.0, room / 2), 0.0
    if style.align == "both" and not line.loose:
        spaces = sum(len(piece.spaces) for _, piece in line.pieces[:-1])
        return 0.0, max(0.0, room) / spaces if spaces else 0.0
    return 0.0, 0.0


def _words(line: Line, base: float, shift: float, stretch: float) -> list[Item]:
    """Return what a line draws: neighbours in one look become one run of words."""
    drawn: list[Item] = []
    run: list[str] = []
    first: Words | None = None
    end, gap, spaces = 0.0, 0.0, 0
    for x, piece in line.pieces:
        at = x + shift + spaces * stretch
        if piece.thing is not None:
            _close(first, run, end)
            first = None
            drawn += _thing(piece, at, base)
            continue
        alike = first is not None and first.look is piece.look and first.node is piece.node
        # A tab moves the next word further than the spaces before it do.
        if not alike or first is None or first.link != piece.link or at > end + gap + 1:
            _close(first, run, end)
            first = Words(at, base - piece.look.rise, "", piece.look, piece.node, 0.0, piece.link, stretch)
            drawn.append(first)
            run = []
        run += (piece.words, piece.spaces)
        end, gap = at + piece.width, piece.gap + stretch * len(piece.spaces)
        spaces += len(piece.spaces)
    _close(first, run, end)
    _end_with_space(drawn)
    return drawn


def _reordered(line: Line, base: float, shift: float, stretch: float) -> list[Item]:
    """Return what a line draws that does not run from left to right throughout, in the order it is read."""
    drawn: list[Item] = []
    for placed in placed_words(line, base, shift, stretch):
        drawn += [placed] if isinstance(placed, Words) else _thing(placed[1], placed[0], base)
    return drawn


def _close(first: Words | None, run: list[str], end: float) -> None:
    if first is not None:
        first.words = "".join(run)
        first.width = end - first.x


def _end_with_space(drawn: list[Item]) -> None:
    # Without it the last word of a line and the first of the next are read out as one.
    last = drawn[-1] if drawn else None
    if isinstance(last, Words):
        last.words = f"{last.words.rstrip(' ')} "


def _thing(piece: Piece, x: float, base: float) -> list[Item]:
    match piece.thing:
        case TickBox(ticked, style):
            top = base - HALF_CAPITAL * style.size - piece.height / 2
            return [Tick(x, top, piece.height, ticked, style.colour, piece.node)]
        case Picture(content, width, height):
            return [Image(x, base - height, width, height, content, piece.node)]
        case Code(value, bars):
            top = base - piece.height
            value_width = piece.look.face.width(value, piece.look.size)
            middle = x + piece.width / 2 - value_width / 2
            under = base - 0.3 * piece.look.size
            return [
                Bars(x, top, BAR_HEIGHT, bars, piece.node),
                Words(middle, under, f"{value} ", piece.look, piece.node, value_width),
            ]
    raise TypeError(f"a line cannot hold a {type(piece.thing).__name__}")


def _leaders(line: Line, base: float, shift: float) -> list[Item]:
    strokes: list[Item] = []
    for leader in line.leaders:
        start, end = leader.start + shift + LEADER_GAP, leader.end + shift - LEADER_GAP
        if leader.kind == "_":
            start, end = start - LEADER_GAP, end + LEADER_GAP
        if end <= start:
            continue
        dash, dotted = LEADER_DASHES[leader.kind], leader.kind == "."
        if dotted:
            # Dots of successive lines stand under one another.
            start = start - start % dash[1] + dash[1]
        y = base + (1.5 if leader.kind == "_" else -0.5)
        strokes.append(Stroke(start, y, end, y, 1.1 if dotted else LEADER_WIDTH, "404040", dash, dotted))
    return strokes
