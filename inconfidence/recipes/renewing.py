"""Renewing the closed papers of the archive before their last time-stamps end.

A renewed paper is a new version of what is kept: the former one stays where it is, and the ledger says whose place the
new one takes. Where the former one lies among the papers to look at, the new one takes its place there: whoever hands
a copy out hands out the one that lasts. Cut off anywhere, the same call goes on with what is left; cut off between the
archive and that file, the former one goes on lying there, genuine as long as its own time-stamp lasts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from archive import Entry
from inconfidence.core.clock import LONDON
from inconfidence.core.digest import Digest
from inconfidence.core.errors import Failed, InConfidenceError, NotAuthentic, NotFound, TryLater
from inconfidence.recipes.home import Home
from inconfidence.recipes.papers import judged
from signing import Renewed, last_time_stamp, renew
from signing.key_folder import put_in_place

MONTH: Final = timedelta(days=365) / 12
CLOSED: Final = b"/DocTimeStamp"
"""Stands in every closed paper (ISO 32000-2, 12.8.5), so that no other has to be read as a PDF."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A closed paper that is kept, and when the first certificate its last time-stamp carries ends."""

    paper: str
    reference: str
    digest: Digest
    ends: datetime

    @property
    def day(self) -> str:
        """Return the day it ends, as it is told."""
        return f"{self.ends.astimezone(LONDON):%d %B %Y}"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one: ``renewed`` is its new version, with ``until`` when that lasts; or why there is none.

    ``waits`` says that somebody did not answer, so that the same call may renew it later.
    """

    ending: Ending
    renewed: Digest | None = None
    until: datetime | None = None
    reason: str = ""
    waits: bool = False


def ending(home: Home, months: int) -> tuple[Ending, ...]:
    """Return the closed papers whose last time-stamp ends within so many months or has ended, the first to end first.

    They are not judged here: that is done when they are renewed, and by ``archive check``.
    """
    last_day = home.clock.now() + months * MONTH
    found = [each for entry in home.archive.current() for each in _ending(home, entry)]
    return tuple(sorted((each for each in found if each.ends <= last_day), key=lambda each: each.ends))


def renew_all(home: Home, soon: Sequence[Ending]) -> tuple[Done, ...]:
    """Renew papers one after the other, each kept before the next is begun; one that waits keeps no other back."""
    lying = _by_size(home)
    return tuple(_renewed(home, each, lying) for each in soon)


def as_plain(soon: Sequence[Ending]) -> list[dict[str, Any]]:
    """Return papers that end as plain data for a program to read."""
    return [
        {"reference": each.reference, "paper": each.paper, "digest": each.digest, "ends": each.ends.isoformat()}
        for each in soon
    ]


def done_as_plain(done: Sequence[Done]) -> list[dict[str, Any]]:
    """Return what became of papers as plain data for a program to read."""
    return [
        as_plain([each.ending])[0]
        | {"renewed": each.renewed, "until": each.until.isoformat() if each.until else None, "reason": each.reason}
        | {"waits": each.waits}
        for each in done
    ]


def refuse_unless_renewed(done: Sequence[Done]) -> None:
    """Say by an error that not every paper was renewed.

    Raises:
        TryLater: how many wait, were it beside others that cannot be renewed: the same call says of those again why.
        Failed: how many were not.
    """
    left = sum(each.renewed is None for each in done)
    waiting = sum(each.waits for each in done)
    if waiting:
        hint = "Each says above why. Nothing was lost; the same call goes on."
        raise TryLater(f"{left} of {len(done)} paper(s) were not renewed, {waiting} of them wait.", hint=hint)
    if left:
        raise Failed(f"{left} of {len(done)} paper(s) were not renewed.", hint="Each says above why.")


def _ending(home: Home, entry: Entry) -> list[Ending]:
    try:
        content = home.archive.read(entry.object)
        carried = last_time_stamp(content) if CLOSED in content else ()
    except (NotFound, NotAuthentic, Failed):
        # What is missing or changed is told by `archive check`.
        return []
    ends = [each.not_valid_after_utc for each in carried]
    return [Ending(entry.paper, entry.reference, entry.object, min(ends))] if ends else []


def _by_size(home: Home) -> Mapping[int, list[Path]]:
    """Return the files among the papers to look at by their size, so that few have to be read to find one."""
    found: dict[int, list[Path]] = defaultdict(list)
    for file in sorted(home.papers.rglob("*.pdf")):
        found[file.stat().st_size].append(file)
    return found


def _renewed(home: Home, each: Ending, lying: Mapping[int, Sequence[Path]]) -> Done:
    try:
        former = home.archive.read(each.digest)
        made = _cut_off(home, former) or renew(
            former, home.trust, home.revocation, time_stamper=home.time_stamper, clock=home.clock
        )
        home.archive.keep_renewed(made.content, made.evidence, each.digest, at=home.clock.now())
        for file in lying.get(len(former), ()):
            if file.read_bytes() == former:
                put_in_place(file, made.content)
    except InConfidenceError as error:
        reason = f"{error.message} {error.hint}".strip()
        return Done(each, reason=reason, waits=isinstance(error, TryLater))
    return Done(each, made.evidence.digest, made.evidence.lasts)


def _cut_off(home: Home, former: bytes) -> Renewed | None:
    """Return the renewal of a paper that a run made and did not note any more: that one is kept, and no other made."""
    for digest in home.archive.unentered():
        content = home.archive.read(digest)
        evidence = judged(home, content)
        if content.startswith(former) and content != former and evidence.verdict == "authentic" and evidence.renewed:
            return Renewed(content, evidence)
    return None
