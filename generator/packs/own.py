"""One person's part of a pack: their marks and own words, as the objects that make a copy of the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.layout.items import Page, Words
from generator.layout.letters import check_words
from generator.marks import draw_marks
from generator.packs.body import Body
from generator.packs.ink import Piece, own_ink
from generator.packs.own_fonts import OwnFonts
from generator.packs.rooms import OwnLines
from generator.pdf.syntax import packed_stream
from generator.pen import Pen
from generator.tags import Tree
from inconfidence.core.documents import Mark
from inconfidence.core.packs import OwnObjects

EFFORT, EFFORT_BESIDE_FONTS = 1, 9
"""zlib's level for a few words: any higher takes longer and saves nothing but where words are drawn glyph by glyph."""


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What makes one person's copy of a body.

    ``marks`` are the words of the marks of each size of page, ``said`` those of each piece.
    """

    objects: OwnObjects
    marks: tuple[str, ...] = field(repr=False)
    said: tuple[str, ...] = field(repr=False)

    @property
    def adds_fonts(self) -> bool:
        """Say whether it has letters that the fonts of the body do not hold."""
        return bool(self.objects.others)


def draw_own(body: Body, lines: OwnLines, mark: Mark) -> OwnPart:
    """Return a person's part of a body whose lines theirs are as high as.

    Raises:
        InputInvalid: when the mark has letters no font has.
    """
    check_words("mark", (mark.ground, mark.margin, mark.banner, mark.code))
    fonts = OwnFonts({font: body.file.fonts[name] for font, name in body.fonts.items()})
    marks = [_marks(body, at, mark, fonts) for at in range(len(body.sizes))]
    pieces = [_piece(body, piece, lines.paragraphs[piece.paragraph], fonts) for piece in body.pieces]
    drawn = [operators for operators, _ in (*marks, *pieces)]
    # The list of fonts is written last, when it is known which letters there are.
    listed = fonts.listed(body.file.fonts)
    effort = EFFORT_BESIDE_FONTS if fonts.objects else EFFORT
    streams = [packed_stream({}, f"{each}\n".encode("ascii"), effort) for each in drawn]
    return OwnPart(
        OwnObjects((listed, *streams), tuple(fonts.objects)),
        tuple([said for _, said in marks]),
        tuple([said for _, said in pieces]),
    )


def page_words(body: Body, part: OwnPart) -> tuple[str, ...]:
    """Return the words of each page of a copy, in drawing order."""
    return tuple(
        [
            part.marks[size] + "".join([each if isinstance(each, str) else part.said[each] for each in said])
            for size, said in zip(body.pages, body.said, strict=True)
        ]
    )


def _marks(body: Body, at: int, mark: Mark, fonts: OwnFonts) -> tuple[str, str]:
    pen = Pen(fonts, Tree())
    draw_marks(pen, Page(0, body.sizes[at], [], [], 0, first_of_section=False), mark, level=body.level)
    operators = pen.lift()
    return operators, "".join(pen.said)


def _piece(body: Body, piece: Piece, lines: Sequence[tuple[Words, ...]], fonts: OwnFonts) -> tuple[str, str]:
    placed = []
    for line, x, y in piece.lines:
        left, down = body.at[piece.paragraph][line]
        placed.append((x - left, y + down, lines[line]))
    said = "".join([words.words for _, _, line in placed for words in line])
    return own_ink(piece, placed, fonts), said
