"""The inside of a paragraph: words in their looks, links, and what tabs line up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.html.drawings import barcode_html, picture_html, tick_html
from generator.html.markup import Html, directed, element, joined, shown
from generator.html.setting import Setting, anchor_of
from generator.html.sheet import rem, text_look
from inconfidence.core.blocks import (
    Barcode,
    Inline,
    LineBreak,
    Picture,
    Tab,
    TabStop,
    Text,
    TextStyle,
    TickBox,
)
from inconfidence.core.errors import Failed, InputInvalid
from inconfidence.core.problems import Problem

ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[!-'*-;=?-\[\]-~]+", re.IGNORECASE)
"""What a link may lead to, and the letters it may hold: plain ASCII without ``()<>\\`` and blanks, as in the PDF."""
RAISED = {"super": "sup", "sub": "sub"}
WIDEST_STEP = 220.0
"""Points: a tab leads at most so far, or two columns would not fit on a telephone."""
LEADERS = {"_": "to-write", ".": "dots", "-": "dashes"}


class InlineWriter:
    """Writes the inlines of one paragraph, whose own look is ``base``, on a ground (``RRGGBB``)."""

    def __init__(self, setting: Setting, base: TextStyle, ground: str) -> None:
        self._setting, self._base, self._ground = setting, base, ground

    def words(self, inlines: Sequence[Inline], stops: Sequence[TabStop]) -> Html:
        """Return the inlines; tabs part a line into pieces that stand side by side while there is room."""
        if not any(isinstance(one, Tab) for one in inlines):
            return self._run(inlines)
        lines = _parted(inlines, LineBreak)
        return Html(" ".join(element("span", self._line(line, stops), class_="line") for line in lines))

    def _line(self, inlines: Sequence[Inline], stops: Sequence[TabStop]) -> Html:
        pieces = _parted(inlines, Tab)
        written: list[str] = []
        for at, piece in enumerate(pieces):
            inside = self._run(piece)
            if inside:
                written.append(element("span", inside, class_=self._piece_class(at, len(pieces), stops)))
            leader = stops[at].leader if at < len(stops) and at < len(pieces) - 1 else ""
            if leader:
                written.append(element("span", class_=LEADERS[leader], aria_hidden="true"))
        return Html(" ".join(written))

    def _piece_class(self, at: int, count: int, stops: Sequence[TabStop]) -> str:
        before = stops[at - 1] if 0 < at <= len(stops) else None
        if before is not None and before.align == "right":
            return "piece end"
        if at == count - 1:
            return "piece last" if count > 1 else "piece"
        step = stops[at].position - (before.position if before else 0.0) if at < len(stops) else 0.0
        leads = at < len(stops) and stops[at].align == "left" and not stops[at].leader
        look = self._setting.sheet.look([f"min-width:{rem(min(step, WIDEST_STEP))}"]) if leads and step > 0 else None
        return f"piece {look}" if look else "piece"

    def _run(self, inlines: Sequence[Inline]) -> Html:
        return joined(*(self._inline(inline) for inline in _merged(inlines)))

    def _inline(self, inline: Inline) -> Html:
        match inline:
            case Text():
                return self._text(inline)
            case LineBreak():
                return element("br")
            case TickBox():
                return joined(tick_html(inline), " ")
            case Picture():
                return picture_html(inline)
            case Barcode():
                return barcode_html(inline)
        raise Failed(f"A web page cannot hold a {type(inline).__name__}.")

    def _text(self, text: Text) -> Html:
        words = directed(shown(text.words))
        if text.style.raised:
            words = element(RAISED[text.style.raised], words)
        look = None
        if text.style != self._base:
            own, base = text_look(text.style, self._ground), text_look(self._base, self._ground)
            look = self._setting.sheet.look(one for one in own if one not in base)
        language = self._setting.foreign(text.style.language)
        if look or language:
            words = element("span", words, class_=look, lang=language)
        return self._linked(words, text.link) if text.link else words

    def _linked(self, words: Html, link: str) -> Html:
        if link.startswith("#"):
            return element("a", words, href=f"#{anchor_of(link[1:])}")
        if not ADDRESS.fullmatch(link):
            problem = Problem(
                "link", "link", "A link leads to something else than a web, mail or telephone address.", "Mend it."
            )
            raise InputInvalid("The paper holds a link that cannot be given.", [problem])
        return element("a", words, href=link, rel="noreferrer noopener")


def _parted(inlines: Sequence[Inline], at: type[Tab] | type[LineBreak]) -> list[list[Inline]]:
    parts: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, at):
            parts.append([])
        else:
            parts[-1].append(inline)
    return parts


def _merged(inlines: Sequence[Inline]) -> list[Inline]:
    """Join neighbours of one look: a value and the words round it are one text to a reader."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if (
            isinstance(inline, Text)
            and isinstance(last, Text)
            and (last.style, last.link) == (inline.style, inline.link)
        ):
            merged[-1] = Text(last.words + inline.words, last.style, last.link)
        else:
            merged.append(inline)
    return merged
