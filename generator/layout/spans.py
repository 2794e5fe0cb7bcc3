"""Words of several looks on one line, with tabs and page numbers between them: a line that is not full needs no more.

``generator.layout.lines`` gives the same; tests/generator/drawing/test_drawing_plain.py compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.fonts import composed
from generator.layout.items import Words, baseline
from generator.layout.lines import next_stop
from generator.layout.mixed import is_mixed
from generator.layout.setting import Setting
from generator.layout.stands import Stand
from generator.tags import Node
from inconfidence.core.blocks import Inline, ParagraphStyle, Reference, Tab, TabStop, Text

FURTHER = 1.0
"""Points that a tab moves words at least, so that they are not one with those before it."""


def line_of_spans(
    inlines: Sequence[Inline], style: ParagraphStyle, start: float, width: float, setting: Setting, node: Node | None
) -> list[Words] | None:
    """Return the words of a paragraph that is one line of texts, tabs and page numbers; None for any other.

    The arguments are those of ``generator.layout.plain.plain_words``.
    """
    if style.align != "left":
        return None
    line = _Line(style, width - style.right, node, start)
    for inline in inlines:
        if isinstance(inline, Text) and not inline.link:
            fits = line.add(inline.words, setting.stand(style, inline.style))
        elif isinstance(inline, Reference) and _is_known(inline, setting):
            fits = line.add(setting.resolved(inline), setting.stand(style, inline.style))
        else:
            fits = isinstance(inline, Tab) and line.tab()
        if not fits:
            return None
    return line.made if line.end() else None


def _is_known(reference: Reference, setting: Setting) -> bool:
    """Say whether a number leads nowhere, and asking for it is not counted."""
    return reference.kind == "pages" or (reference.kind == "page" and setting.numbers.here > 0)


@dataclass(slots=True)
class _Line:
    """The line so far, up to ``x``. ``stop`` is a tab's that is not left of its words, the first of them ``first``.

    Each step says whether the line is still one that can be set here.
    """

    style: ParagraphStyle
    right: float
    node: Node | None
    x: float
    made: list[Words] = field(default_factory=list)
    largest: float = 0.0
    is_apart: bool = False
    stop: TabStop | None = None
    first: int = 0
    begun: float = 0.0

    def add(self, said: str, stand: Stand) -> bool:
        if not stand.suits(self.node):
            return False
        if not said.isascii():
            said = composed(said)
            if is_mixed(said):
                return False
        look, made = stand.look, self.made
        run = look.face.width(said, look.size)
        if made and made[-1].look is look and not self.is_apart:
            made[-1].words += said
            made[-1].width += run
        elif said:
            made.append(Words(self.x, 0.0, said, look, self.node, run))
            self.is_apart = False
        self.x += run
        self.largest = max(self.largest, look.size)
        return self.x <= self.right

    def tab(self) -> bool:
        if not self._settle():
            return False
        # Words either side of a tab must not run together when the text is read out or copied.
        if self.made and self.made[-1].words[-1] != " ":
            self.made[-1].words += " "
        stop = next_stop(self.x, self.style.left, self.style.tabs)
        if stop.leader or stop.position > self.right + FURTHER or stop.position <= self.x + FURTHER:
            return False
        self.is_apart = True
        if stop.align == "left":
            self.x = stop.position
        else:
            self.stop, self.first, self.begun = stop, len(self.made), self.x
        return True

    def end(self) -> bool:
        if not self._settle():
            return False
        base = baseline(self.style, self.largest)
        for words in self.made:
            words.y = base
        if self.made:
            self.made[-1].words = f"{self.made[-1].words.rstrip(' ')} "
        return True

    def _settle(self) -> bool:
        """Move the words after a tab's stop that is not left of them."""
        stop = self.stop
        if stop is None:
            return True
        part = 1.0 if stop.align == "right" else 0.5
        shift = stop.position - self.begun - (self.x - self.begun) * part
        if shift <= FURTHER or (len(self.made) > self.first and self.made[-1].words[-1] == " "):
            return False
        for words in self.made[self.first :]:
            words.x += shift
        self.x += shift
        self.stop = None
        return True
