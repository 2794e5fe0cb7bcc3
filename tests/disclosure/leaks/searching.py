"""What the tests of the search share: records of a case, a search for one reader, and text as a file would hold it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from disclosure.leaks import Finding, Passage, Search, findings, search_for
from forms import Record, record_of, take_in
from inconfidence.core.documents import DrawnFrom

TODAY = date(2026, 11, 23)
READER = "I-1"
LEAST = {
    "individual": {"seen": {"words": "a"}, "where": {"words": "b"}, "worry": {"words": "c"}},
    "group": {"seen": {"words": "a"}, "where": {"words": "b"}, "worry": {"words": "c"}},
    "location": {"seen": {"words": "a"}, "place": {"name": "b"}, "worry": {"words": "c"}},
}


def referral(kind: str = "location", **more: Any) -> Record:
    return take_in(json.dumps({"kind": kind, **LEAST[kind], **more}).encode())


def invitee(**values: Any) -> Record:
    return record_of("invitee", {"number": "07", "role": "Estate caretaker", "capacity": "myself", **values})


def search(*others: Record, own: Record | None = None, linked: Iterable[Record] = ()) -> Search:
    """Return the search for somebody invited, whose own record is ``own``."""
    records = {"invitee": own} if own is not None else {}
    return search_for(
        records, others=others, linked=linked, role="attendee", reader=READER, kind="location",
        owners={"invitee": READER}, on=TODAY,
    )  # fmt: skip


def found_in(text: str, looked_for: Search, drawn: Iterable[DrawnFrom] | None = None) -> list[Finding]:
    """Return the findings in a page that says ``text``."""
    return list(findings([Passage("page text", "page 1", text)], looked_for, drawn and tuple(drawn)))


def leaks_in(text: str, looked_for: Search, drawn: Iterable[DrawnFrom] | None = None) -> list[str]:
    """Return the paths of what leaks in a page that says ``text``."""
    return [each.path for each in found_in(text, looked_for, drawn) if each.kind == "leak"]


def leaks_drawn(looked_for: Search, *runs: tuple[str, str]) -> list[str]:
    """Return the paths of what leaks in a page drawn from runs of (path, words)."""
    drawn = [DrawnFrom(path, words) for path, words in runs]
    return leaks_in(" ".join(words for _, words in runs), looked_for, drawn)
