"""The gate between a checked paper and its seal: nothing passes with a leak nobody decided on.

An assessor's decision lets a finding pass by its mark: that of one value of one record, in one channel, for one
reader. When the record is amended, or the reader is another, the mark is another and the decision no longer covers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from disclosure.grants import stands
from disclosure.leaks.findings import Finding, scan
from disclosure.leaks.needles import Search
from forms import Record
from inconfidence.core.digest import Digest
from inconfidence.core.documents import CheckedPdf, ClearedPdf
from inconfidence.core.errors import Blocked
from inconfidence.core.packs import CheckedCopy, ClearedCopy

NOTHING_DECIDED: Mapping[str, Digest] = MappingProxyType({})


def clear(
    checked: CheckedPdf, name: str, search: Search, decided: Mapping[str, Digest] = NOTHING_DECIDED
) -> tuple[ClearedPdf, tuple[Finding, ...]]:
    """Return the paper as cleared for its reader, and the warnings somebody should read.

    ``name`` is the name the file will have, which is searched too. ``decided`` are the marks of what was decided to
    pass, each with the digest of its decision (``decided_to_pass``).

    Raises:
        Blocked: when it holds a leak that was not decided to pass.
        Failed: when the file cannot be read whole.
    """
    found = scan(checked.content, name, search, checked.drawn, checked.read)
    relied = _let_pass(found, decided)
    cleared = ClearedPdf(checked.content, checked.digest, checked.page_count, checked.fields, relied)
    return cleared, _warnings(found)


def clear_copy(
    checked: CheckedCopy, name: str, search: Search, decided: Mapping[str, Digest] = NOTHING_DECIDED
) -> tuple[ClearedCopy, tuple[Finding, ...]]:
    """Return a copy of a pack as cleared for its reader: the whole of it is searched, as any other paper is.

    Raises:
        Blocked, Failed: as for ``clear``.
    """
    found = scan(checked.content, name, search, checked.drawn)
    relied = _let_pass(found, decided)
    return ClearedCopy(checked.pack, checked.own, checked.digest, relied), _warnings(found)


def clear_message(
    content: bytes, name: str, search: Search, decided: Mapping[str, Digest] = NOTHING_DECIDED
) -> tuple[Finding, ...]:
    """Return the warnings about a message, its headers and what is attached to it; the message may go out.

    Raises:
        Blocked: when it holds a leak that was not decided to pass.
        Failed: when it cannot be read whole.
    """
    found = scan(content, name, search)
    _let_pass(found, decided)
    return _warnings(found)


def decided_to_pass(decisions: Iterable[Record], on: date) -> Mapping[str, Digest]:
    """Return the marks that decisions standing ``on`` a day let pass, each with the digest of its decision."""
    standing = [each for each in decisions if stands(each.values, on)]
    return MappingProxyType({str(mark): each.digest for each in standing for mark in each.values.get("passes", ())})


def _let_pass(found: tuple[Finding, ...], decided: Mapping[str, Digest]) -> tuple[str, ...]:
    leaks = [each for each in found if each.kind == "leak"]
    undecided = tuple(each for each in leaks if each.mark not in decided)
    if undecided:
        raise Blocked(undecided)
    return tuple(sorted({str(decided[each.mark]) for each in leaks}))


def _warnings(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(each for each in found if each.kind == "warning")
