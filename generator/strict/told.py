"""What a paper says when it is read by its tags, beside what its blocks say (``Told``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.strict.content import Piece
from generator.strict.syntax import Fault
from generator.strict.tree import Element
from inconfidence.core.documents import Told

UNKNOWN = "[0-9.]*"
"""What stands for a number known only on the page."""
SHOWN_OTHERWISE = "Figure"
"""Its words are a picture's: what they tell stands in its alt text, or in the table under a chart."""


def check_told(told: Told, elements: Sequence[Element], pages: Mapping[int, Sequence[Piece]]) -> None:
    """Check a tree against the blocks it was drawn from: the same words in the same order, headings and tables alike.

    Raises:
        Fault: when anything is missing, stands elsewhere, or was added.
    """
    by_mark = {page: {piece.mark: piece for piece in pieces if piece.mark >= 0} for page, pieces in pages.items()}
    said: list[str] = []
    ahead = {element.number: element for element in elements}
    _say(elements[0], ahead, by_mark, said)
    spoken = "".join("".join(said).split())
    if not _says(spoken, told.words):
        raise Fault("reading order", "read by its tags the paper does not say what its blocks say")
    tags = tuple(tag for tag in (_kind(element.tag) for element in elements) if tag)
    if tags != told.tags:
        raise Fault("tags", "the headings and tables of the paper are not those of its blocks")


def _say(
    element: Element, all_of: Mapping[int, Element], by_mark: Mapping[int, Mapping[int, Piece]], said: list[str]
) -> None:
    if element.tag == SHOWN_OTHERWISE:
        return
    for kind, page, number in element.kids:
        if kind == "child":
            _say(all_of[number], all_of, by_mark, said)
        elif kind == "mark":
            said.append(by_mark[page][number].words)


def _says(spoken: str, words: Sequence[str | None]) -> bool:
    """Say whether the words spoken are these, white space aside, with some number wherever one is not known."""
    if None not in words:
        return spoken == "".join("".join(each for each in words if each).split())
    pattern = "".join(UNKNOWN if each is None else re.escape("".join(each.split())) for each in words)
    return re.fullmatch(pattern, spoken) is not None


def _kind(tag: str) -> str:
    return "H" if tag in ("H1", "H2", "H3", "H4", "H5", "H6") else tag if tag == "Table" else ""
