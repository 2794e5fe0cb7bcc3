"""Values of a View that keep the path they came from (``generator.provenance``), as Jinja handles them.

Each is of the kind it was: text is text, a day a day. They are kinds of what Python itself has, and so never compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from inconfidence.core.values import Choice


class Words(str):
    """Text that keeps its path; so does every part of it."""

    __slots__ = ("_source",)
    _source: str

    def __new__(cls, words: str, source: str) -> Words:
        """Make text that came from ``source``."""
        made = str.__new__(cls, words)
        made._source = source
        return made

    def __getitem__(self, at: Any) -> Words:
        """Return a letter or a stretch."""
        return Words(super().__getitem__(at), self._source)

    def __iter__(self) -> Iterator[str]:
        """Give each letter."""
        return (Words(letter, self._source) for letter in super().__iter__())


class Option(Choice):
    """A choice that keeps its path."""

    __slots__ = ("_said", "_source")
    _said: str
    _source: str

    @classmethod
    def of(cls, choice: Choice, source: str) -> Option:
        """Return a choice as one that came from ``source``."""
        return cls.said(str(choice), choice.label, source)

    @classmethod
    def said(cls, code: str, label: str, source: str) -> Option:
        """Return the choice of a code that is said as ``label`` and came from ``source``."""
        made = str.__new__(cls, code)
        made._said = label
        made._source = source
        return made

    @property
    def label(self) -> Words:  # type: ignore[override]
        """Return its words, which keep the path; most choices are only looked at."""
        return Words(self._said, self._source)


class Number(int):
    """A whole number that keeps its path."""

    _source = ""


class Share(float):
    """A broken number that keeps its path."""

    _source = ""


class Day(date):
    """A day that keeps its path."""

    _source = ""


class Moment(datetime):
    """A moment that keeps its path."""

    _source = ""


class Hour(time):
    """A time of day that keeps its path."""

    _source = ""


class Rows(list[Any]):
    """A list that keeps its path; so does every stretch of it."""

    _source = ""

    def __getitem__(self, at: Any) -> Any:
        """Return an entry or a stretch."""
        found = super().__getitem__(at)
        if not isinstance(at, slice):
            return found
        # Its entries know their own path already.
        made = Rows(found)
        made._source = self._source
        return made


class Part(dict[str, Any]):
    """A mapping of a view that knows its own path (``referral.consent``), so that an error can say it."""

    def __init__(self, path: str, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.path = path


class Told(str):
    """Words told elsewhere than in running text (alt text, the value of a barcode), with where each part is from."""

    __slots__ = ("parts",)
    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, parts: Iterable[tuple[str, str]]) -> Told:
        """Put (path, words) together."""
        kept = tuple((path, words) for path, words in parts if words)
        made = cls("".join(words for _, words in kept))
        made.parts = kept
        return made

    def stripped(self) -> Told:
        """Return the words without white space at either end."""
        start, end = len(self) - len(self.lstrip()), len(self.rstrip())
        cut, at = [], 0
        for path, words in self.parts:
            cut.append((path, words[max(start - at, 0) : max(end - at, 0)]))
            at += len(words)
        return Told.of(cut)
