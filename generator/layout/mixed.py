"""Paragraphs that hold words running to the left, or ideographs, which have no spaces to break at.

Such a paragraph is divided into pieces of one direction before its lines are broken, and each line is put in order
afterwards (UAX 9). Where a paragraph's own letters all run to the left, the paragraph does: its first word stands
rightmost, and when it fills more than a line it stands at the right edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.bidi import LEFT_TO_RIGHT, RIGHT, base_level, levels, visual_order
from generator.layout.items import Words
from generator.layout.lines import Line, Piece, Step, Turn
from generator.layout.setting import Setting

IDEOGRAPH = re.compile("[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]")
MIXED = re.compile(f"{RIGHT.pattern}|{IDEOGRAPH.pattern}")

NOT_FIRST = frozenset("、。，．！？；：）」』】〉》〕〗〙〛’”)]},.!?:;%～…")
NOT_LAST = frozenset("（「『【〈《〔〖〘〚‘“([{")
"""Signs no line begins with, and signs no line ends with."""

# How a thing that is no letter, a tab and a line break count among letters (UAX 9, 3.2).
THING, TAB, LINE_BREAK = "\ufffc", "\t", "\u2028"

# More than rounding, less than the narrowest letter.
TOUCHING = 0.02
TABBED = 1.0


@dataclass(slots=True)
class _Unit:
    # A piece, or the spaces after it, as it stands on a line.
    words: str
    piece: Piece
    depth: int
    width: float
    x: float = 0.0


def is_mixed(words: str) -> bool:
    """Say whether words need this module."""
    return not words.isascii() and MIXED.search(words) is not None


def divided(pieces: Sequence[Piece | Step | Turn], setting: Setting) -> list[Piece | Step | Turn]:
    """Return a paragraph's pieces so that each runs in one direction, and lines may break between ideographs."""
    said = [_said(piece) for piece in pieces]
    whole = "".join(said)
    base = LEFT_TO_RIGHT if TAB in whole else base_level(whole)
    depths, at = levels(whole, base), 0
    parts: list[Piece | Step | Turn] = []
    for piece, words in zip(pieces, said, strict=True):
        own = depths[at : at + len(words)]
        at += len(words)
        if not isinstance(piece, Piece):
            parts.append(piece)
        elif piece.thing is not None:
            piece.level = own[0]
            parts.append(piece)
        else:
            parts += _parts(piece, own, setting)
    return parts


def runs_left(pieces: Sequence[Piece | Step | Turn]) -> bool:
    """Say whether a divided paragraph as a whole runs from right to left."""
    worded = [piece.level for piece in pieces if isinstance(piece, Piece) and piece.words]
    return any(worded) and all(worded) and not any(isinstance(piece, Step) for piece in pieces)


def is_reordered(line: Line) -> bool:
    """Say whether any part of a line does not run from left to right."""
    return any(piece.level or piece.gap_level for _, piece in line.pieces)


def placed_words(line: Line, baseline: float, shift: float, stretch: float) -> list[Words | tuple[float, Piece]]:
    """Return what a line draws, in the order it is read: words, and things with the place of their left edge."""
    drawn: list[Words | tuple[float, Piece]] = []
    group: list[_Unit] = []
    for unit in _units(line, shift, stretch):
        if group and (unit.piece.thing is not None or not _alike(group[-1].piece, unit.piece)):
            drawn += _items(group, baseline, stretch)
            group = []
        if unit.piece.thing is not None and not unit.words.startswith(" "):
            drawn.append((unit.x, unit.piece))
        else:
            group.append(unit)
    drawn += _items(group, baseline, stretch)
    last = drawn[-1] if drawn else None
    if isinstance(last, Words):
        last.words, last.depths = f"{last.words.rstrip(' ')} ", last.depths[: len(last.words.rstrip(" "))] + b"\0"
    return drawn


def _said(piece: Piece | Step | Turn) -> str:
    if isinstance(piece, Piece):
        return (THING if piece.thing is not None else piece.words) + piece.spaces
    return TAB if isinstance(piece, Step) else LINE_BREAK


def _parts(piece: Piece, depths: bytes, setting: Setting) -> Iterator[Piece]:
    words = piece.words
    gap_level = depths[len(words)] if piece.spaces else 0
    breaks = set(_breaks(words))
    edges = [at for at in range(1, len(words)) if depths[at] != depths[at - 1] or at in breaks]
    if not edges:
        yield replace(piece, level=depths[0] if words else gap_level, gap_level=gap_level)
        return
    for start, end in pairwise((0, *edges, len(words))):
        part = replace(piece, words=words[start:end], width=setting.width(words[start:end], piece.look))
        part.level = depths[start]
        if end < len(words):
            part.spaces, part.gap, part.may_break = "", 0.0, end in breaks
        else:
            part.gap_level = gap_level
        yield part


def _breaks(words: str) -> Iterator[int]:
    for at in range(1, len(words)):
        before, after = words[at - 1], words[at]
        if not (IDEOGRAPH.match(before) or IDEOGRAPH.match(after)):
            continue
        if after not in NOT_FIRST and before not in NOT_LAST:
            yield at


def _units(line: Line, shift: float, stretch: float) -> Iterator[_Unit]:
    """Yield the units of a line in reading order, each at its place; a tab parts what is put in order together."""
    spread = 0.0
    for segment in _segments(line.pieces):
        units = []
        for at, (_, piece) in enumerate(segment):
            units.append(_Unit(piece.words, piece, piece.level, piece.width))
            if piece.spaces and at < len(segment) - 1:
                width = piece.gap + stretch * len(piece.spaces)
                units.append(_Unit(piece.spaces, piece, piece.gap_level, width))
        x = segment[0][0] + shift + spread
        for place in visual_order([unit.depth for unit in units]):
            units[place].x = x
            x += units[place].width
        spread += stretch * sum(len(piece.spaces) for _, piece in segment)
        yield from units


def _segments(pieces: list[tuple[float, Piece]]) -> Iterator[list[tuple[float, Piece]]]:
    segment: list[tuple[float, Piece]] = []
    end = 0.0
    for x, piece in pieces:
        if segment and x > end + TABBED:
            yield segment
            segment = []
        segment.append((x, piece))
        end = x + piece.width + piece.gap
    if segment:
        yield segment


def _alike(one: Piece, other: Piece) -> bool:
    return one.look is other.look and one.node is other.node and one.link == other.link


def _items(group: list[_Unit], baseline: float, stretch: float) -> Iterator[Words]:
    """Yield a group's words: as one item where nothing of others stands between them, otherwise in parts."""
    if not group:
        return
    if _adjoining(group):
        yield _item(group, baseline, stretch)
        return
    part: list[_Unit] = []
    for unit in group:
        if part and not _adjoining([*part, unit]):
            yield _item(part, baseline, stretch)
            part = []
        part.append(unit)
    yield _item(part, baseline, stretch)


def _adjoining(units: list[_Unit]) -> bool:
    across = max(unit.x + unit.width for unit in units) - min(unit.x for unit in units)
    return abs(across - sum(unit.width for unit in units)) < TOUCHING


def _item(units: list[_Unit], baseline: float, stretch: float) -> Words:
    piece = units[0].piece
    words = "".join(unit.words for unit in units)
    depths = b"".join(bytes((unit.depth,)) * len(unit.words) for unit in units)
    x, width = min(unit.x for unit in units), sum(unit.width for unit in units)
    return Words(x, baseline - piece.look.rise, words, piece.look, piece.node, width, piece.link, stretch, depths)
