"""Shaping: words of any script become runs of glyphs (HarfBuzz), each glyph with the letters it stands for.

Letters of Noto Sans that stand alone are no matter for shaping: they stay plain words, drawn as ever. What is shaped
is every other script, and a Latin, Greek or Cyrillic letter with an accent that Unicode has not composed it with.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import uharfbuzz

from generator.bidi import base_level, levels
from generator.script_fonts import BASE, JOINERS, ScriptFont, font_for, script_font

NOTHING = "\u200b"
"""The text of a glyph all of whose cluster's letters are told by the glyphs before it."""

# Of no language: the shapes must not hang on the language of the machine.
LANGUAGE = "und"


class PlainFace(Protocol):
    """What shaping has to know of the face plain words are drawn in (``generator.fonts.Face``)."""

    @property
    def bold(self) -> bool:
        """Say whether it is the bold one."""

    @property
    def plain(self) -> frozenset[str]:
        """Return the letters it draws one by one."""

    @property
    def widths(self) -> dict[str, float]:
        """Return their widths, in thousandths of the size."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph by its number in its font, the letters it stands for, and its place: thousandths of the size."""

    number: int
    letters: str
    advance: float
    right: float
    up: float


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one font and one direction. Plain words have no font here: they are drawn in their face's own.

    ``glyphs`` stand from left to right; ``width`` is in thousandths of the size. Where a run is ``told`` by its
    glyphs, their letters one after the other (turned round, where it runs to the left) are its words.
    """

    words: str
    level: int
    width: float
    font: ScriptFont | None = None
    glyphs: tuple[Glyph, ...] = ()
    told: bool = True


def runs_of(words: str, face: PlainFace, depths: bytes = b"") -> list[Run]:
    """Return words as runs, in reading order.

    Args:
        words: composed words all of whose letters can be drawn.
        face: what plain words are drawn in.
        depths: the level of each letter, where the words are part of a longer paragraph.
    """
    depths = depths or levels(words, base_level(words))
    runs = []
    for start, end, font in _stretches(words, face, depths):
        part, level = words[start:end], depths[start]
        if font is None:
            runs.append(Run(part, level, sum(face.widths[letter] for letter in part)))
        else:
            runs.append(_shaped(part, font, level, face.widths[" "]))
    return runs


def shaped_width(words: str, face: PlainFace) -> float:
    """Return how wide words are, in thousandths of the size; they may break between runs, never within one."""
    return sum(run.width for run in runs_of(words, face))


def cluster_ends(words: str, face: PlainFace) -> list[int]:
    """Return the places at which words can be cut: where no letter is parted from its accents or its syllable."""
    ends: list[int] = []
    at = 0
    for run in runs_of(words, face):
        if run.font is None:
            ends += range(at + 1, at + len(run.words) + 1)
        else:
            ends += [at + end for end in _grapheme_ends(run.words, run.font)]
        at += len(run.words)
    return ends


def _stretches(words: str, face: PlainFace, depths: bytes) -> Iterator[tuple[int, int, ScriptFont | None]]:
    """Yield (start, end, font): the longest parts that are drawn with one font in one direction."""
    fonts = list(_fonts(words, face, depths))
    edges = [at for at in range(1, len(words)) if fonts[at] is not fonts[at - 1] or depths[at] != depths[at - 1]]
    for start, end in pairwise((0, *edges, len(words))):
        if end > start:
            yield start, end, fonts[start]


def _fonts(words: str, face: PlainFace, depths: bytes) -> Iterator[ScriptFont | None]:
    base = script_font(BASE, face.bold)
    pointed = any(map(unicodedata.combining, words))
    font: ScriptFont | None = None
    for at, letter in enumerate(words):
        if letter == " ":
            # Words of one script that run to the left are one run with the spaces between them, so that their order
            # on paper and in reading is one. Words with marks have their letters told beside them, each by itself.
            font = font if depths[at] % 2 and font is not base and not pointed else None
        elif font is None or font is base or letter not in font.letters:
            font = font_for(letter, face.bold)
        # Letters that run to the left are shaped for their mirrored forms.
        plain = letter in face.plain and depths[at] % 2 == 0 and not _is_mark(words[at + 1 : at + 2])
        yield None if font is None or (plain and font is base) else font


def _is_mark(letter: str) -> bool:
    return letter != "" and (letter in JOINERS or unicodedata.category(letter).startswith("M"))


def _shaped(words: str, font: ScriptFont, level: int, space: float) -> Run:
    buffer = _buffer(words, level, uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS)
    uharfbuzz.shape(font.shaper, buffer)
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    order = range(len(infos)) if level % 2 == 0 else range(len(infos) - 1, -1, -1)
    clusters = [infos[at].cluster for at in order]
    letters, told = _letters(words, clusters, backwards=level % 2 == 1)
    of = dict(zip(order, letters, strict=True))
    glyphs = tuple(
        Glyph(info.codepoint, of[at], space if of[at] == " " else place.x_advance, place.x_offset, place.y_offset)
        for at, (info, place) in enumerate(zip(infos, places, strict=True))
    )
    return Run(words, level, sum(glyph.advance for glyph in glyphs), font, glyphs, told)


def _letters(words: str, clusters: list[int], *, backwards: bool) -> tuple[list[str], bool]:
    """Return the letters each glyph stands for, in reading order, and whether that is the plain truth.

    A cluster's letters are dealt out to its glyphs one by one, whatever their order, so that all glyphs together tell
    the words to a reader that knows nothing better.
    """
    letters: list[str] = []
    told = True
    starts = sorted(set(clusters))
    for start, end in pairwise((*starts, len(words))):
        count, part = clusters.count(start), words[start:end]
        told = told and count == 1
        letters += [*part[: count - 1], part[count - 1 :]] if len(part) >= count else [*part]
        letters += [NOTHING] * (count - len(part))
    if not backwards:
        return letters, told
    # Read from left to right and then turned round, the letters are the words: so are those of a ligature. Readers
    # that do this by themselves stumble only over marks between the letters.
    return [each[::-1] for each in letters], not any(map(unicodedata.combining, words))


def _grapheme_ends(words: str, font: ScriptFont) -> list[int]:
    buffer = _buffer(words, 0, uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES)
    uharfbuzz.shape(font.shaper, buffer)
    starts = sorted({info.cluster for info in buffer.glyph_infos} | {0})
    return [*starts[1:], len(words)]


def _buffer(words: str, level: int, kind: uharfbuzz.BufferClusterLevel) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = kind
    buffer.add_str(words)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.language = LANGUAGE
    return buffer
