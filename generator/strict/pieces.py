"""The pieces a page's content consists of, and the words it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Piece:
    """Content under one mark: its tag, and its words. What lies under no mark is an artifact (``mark`` is -1)."""

    tag: str
    mark: int
    words: str


def said_by(pieces: Sequence[Piece]) -> str:
    """Return the words of a page: artifacts where they were drawn, what belongs to the tree in the order of its marks.

    Words that run to the left are drawn from the left, and numbered in the order they are read.
    """
    said: list[str] = []
    run: list[Piece] = []
    for piece in pieces:
        if piece.mark >= 0:
            run.append(piece)
        else:
            said += [each.words for each in sorted(run, key=lambda each: each.mark)]
            said.append(piece.words)
            run = []
    said += [each.words for each in sorted(run, key=lambda each: each.mark)]
    return "".join(said)
