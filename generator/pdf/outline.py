"""The pane of bookmarks: a tree of entries, each of which knows its neighbours (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.pdf.syntax import array, dictionary, reference_to
from generator.reportlab_details import number_text, text_string


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One entry: the reference to its page, how high it leads there in points, its words, and how deep it stands.

    The first of a paper stands at 0, and none more than one deeper than the one before it.
    """

    page: bytes
    top: float
    title: str
    depth: int


@dataclass(slots=True)
class _Entry:
    # The numbers of objects; ``count`` is how many entries stand under it at any depth.
    number: int
    parent: int
    entries: dict[str, bytes]
    kids: list[int] = field(default_factory=list)
    count: int = 0


def outline_objects(bookmarks: Sequence[Bookmark], first: int) -> list[bytes]:
    """Return the objects of a pane that is not empty, numbered from ``first``, that of the whole pane."""
    every = [_Entry(first, 0, {"Type": b"/Outlines"})]
    above = every[:]
    for number, mark in enumerate(bookmarks, start=first + 1):
        del above[mark.depth + 1 :]
        entry = _Entry(number, above[-1].number, _own_entries(mark))
        above[-1].kids.append(number)
        for each in above:
            each.count += 1
        every.append(entry)
        above.append(entry)
    for entry in every:
        _link(entry, every, first)
    return [dictionary(entry.entries) for entry in every]


def _own_entries(mark: Bookmark) -> dict[str, bytes]:
    place = array([mark.page, b"/XYZ", b"0", number_text(mark.top), b"null"])
    return {"Dest": place, "Title": text_string(mark.title)}


def _link(entry: _Entry, every: Sequence[_Entry], first: int) -> None:
    """Tell an entry its kids, and these their parent and neighbours."""
    kids = entry.kids
    if kids:
        entry.entries["Count"] = b"%d" % entry.count
        entry.entries["First"], entry.entries["Last"] = reference_to(kids[0]), reference_to(kids[-1])
    for at, number in enumerate(kids):
        entries = every[number - first].entries
        entries["Parent"] = reference_to(entry.number)
        if at:
            entries["Prev"] = reference_to(kids[at - 1])
        if at + 1 < len(kids):
            entries["Next"] = reference_to(kids[at + 1])
