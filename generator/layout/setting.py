"""What the parts of one layout share: looks, widths already measured, page numbers already known, the tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.fonts import Face, face
from generator.layout.column import Column
from generator.layout.items import Look
from generator.layout.stands import Stand, is_bare, stand_of
from generator.tags import Tree
from inconfidence.core.blocks import Block, ParagraphStyle, Reference, TextStyle

# Sizes and shifts of raised and lowered words, as parts of the size (Word's own proportions).
RAISED = {"": (1.0, 0.0), "super": (0.65, 0.34), "sub": (0.65, -0.14)}


class Widths(dict[str, float]):
    """Widths of words in one look, in points, each measured once."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._face, self._size = look.face, look.size

    def __missing__(self, word: str) -> float:
        width = self[word] = self._face.width(word, self._size)
        return width


@dataclass(frozen=True, slots=True)
class Numbers:
    """What references are replaced by, as far as an earlier layout found out.

    ``here`` is the page in a running head or foot, and 0 in the text, whose pages are not known while it is set.
    """

    pages: int = 1
    page_of: dict[str, int] = field(default_factory=dict)
    number_of: dict[str, str] = field(default_factory=dict)
    here: int = 0


@dataclass(slots=True)
class Setting:
    """The state of one layout. Widths are kept no longer than that: they are keyed by the words of a paper."""

    language: str
    numbers: Numbers
    tree: Tree = field(default_factory=Tree)
    near: str = ""
    fields_noted: int = 0
    fields_asked: int = 0
    running: dict[tuple[int, float], tuple[tuple[Block, ...], Column]] = field(default_factory=dict)
    _same_looks: dict[int, tuple[TextStyle, Look]] = field(default_factory=dict)
    _looks: dict[TextStyle, Look] = field(default_factory=dict)
    _widths: dict[Look, Widths] = field(default_factory=dict)
    _stands: dict[tuple[int, int], Stand] = field(default_factory=dict)
    _bare: dict[int, tuple[ParagraphStyle, bool]] = field(default_factory=dict)

    def look(self, style: TextStyle) -> Look:
        """Return how words of a style are drawn."""
        same = self._same_looks.get(id(style))
        if same is None:
            # Comparing styles takes longer than setting a line. It is kept, so its identity stays its own.
            same = self._same_looks[id(style)] = (style, self._look(style))
        return same[1]

    def stand(self, style: ParagraphStyle, words: TextStyle) -> Stand:
        """Return how words of a style stand in paragraphs of another."""
        key = (id(style), id(words))
        known = self._stands.get(key)
        if known is None:
            # It keeps both styles, so that their identities stay theirs.
            known = self._stands[key] = stand_of(style, words, self.look(words))
        return known

    def is_bare(self, style: ParagraphStyle) -> bool:
        """Say whether a paragraph of a style in a cell is nothing but its lines."""
        known = self._bare.get(id(style))
        if known is None:
            known = self._bare[id(style)] = (style, is_bare(style))
        return known[1]

    def _look(self, style: TextStyle) -> Look:
        known = self._looks.get(style)
        if known is None:
            part, rise = RAISED[style.raised]
            known = self._looks[style] = Look(
                face(style.bold),
                style.size * part,
                style.colour,
                style.italic,
                style.size * rise,
                style.underline,
                style.strike,
                style.shading,
                "" if style.language == self.language else style.language,
            )
        return known

    def widths(self, look: Look) -> Widths:
        """Return the widths of words in a look, which fill as they are asked for."""
        known = self._widths.get(look)
        if known is None:
            known = self._widths[look] = Widths(look)
        return known

    def width(self, word: str, look: Look) -> float:
        """Return the width of a word in points."""
        return self.widths(look)[word]

    def resolved(self, reference: Reference) -> str:
        """Return the number a reference stands for, or a likely one while it is not known yet."""
        if reference.kind == "pages":
            return str(self.numbers.pages)
        if reference.kind == "page-of":
            return str(self.numbers.page_of.get(reference.bookmark, 1))
        if reference.kind == "number-of":
            return self.numbers.number_of.get(reference.bookmark, "")
        if self.numbers.here:
            return str(self.numbers.here)
        self.fields_asked += 1
        return str(self.numbers.page_of.get(page_field(self.fields_asked), 1))

    def note_field(self) -> str:
        """Return the name of the next PAGE field in running text, in the order they are asked for."""
        self.fields_noted += 1
        return page_field(self.fields_noted)


def page_field(number: int) -> str:
    """Return the name of the bookmark that stands for the n-th PAGE field in running text."""
    return f"page field {number}"


def line_height(drawn: Face, size: float) -> float:
    """Return the height letters of a face fill at a size: ascent and descent, in points."""
    return (drawn.ascent - drawn.descent) * size
