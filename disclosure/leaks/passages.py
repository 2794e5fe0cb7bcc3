"""What a stranger with tools gets out of a file: passages of text, each with its channel and its place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """Text out of one channel of a file (``page text``, ``outline``, ``attachment`` ...) at one place (``page 3``)."""

    channel: str
    place: str
    text: str = field(repr=False)
