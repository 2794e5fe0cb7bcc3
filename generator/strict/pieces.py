"""The pieces a page's content consists of, and the words it says."""

from __future__ import annotations

from collections.abc import Sequence

Piece = tuple[int, str]
"""Content under one mark: the mark's number, and the words. What lies under no mark is an artifact, numbered -1."""


def said_by(pieces: Sequence[Piece]) -> str:
    """Return the words of a page: artifacts where they were drawn, what belongs to the tree in the order of its marks.

    Words that run to the left are drawn from the left, and numbered in the order they are read.
    """
    marks = [mark for mark, _ in pieces if mark >= 0]
    if marks == sorted(marks):
        return "".join([words for _, words in pieces])
    said: list[str] = []
    run: list[Piece] = []
    for mark, words in pieces:
        if mark >= 0:
            run.append((mark, words))
        else:
            said += [each for _, each in sorted(run)]
            said.append(words)
            run = []
    said += [each for _, each in sorted(run)]
    return "".join(said)
