"""The scan of a finished file on its own, for somebody who asks, and what that person may be told.

Whoever may see everything that could be found is told each finding. Anybody else may only have papers scanned that
were made here, and hears "clear" or "blocked": a file of their own making would tell them, guess by guess, what a case
holds. Every scan is noted, and there are only so many an hour for a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from disclosure import shipped_matrix
from disclosure.leaks import Finding, scan, told
from inconfidence.core.digest import digest_of
from inconfidence.core.errors import Blocked, OutOfTurn, TryLater
from inconfidence.recipes import casework
from inconfidence.recipes.disclosing import let_pass, may_be_told_all, reader_for, reading_of, search_of
from inconfidence.recipes.home import Home
from inconfidence.recipes.readers import split
from inconfidence.store import Case, PaperMade

SCANS_AN_HOUR = 60
SCANNED = "file-scanned"
NOBODY = "public"
"""Whom a file is taken to be for when nobody says: somebody who may have nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody is told of a scan: the verdict, for whom the file is, and the findings in so far as they may."""

    file: str
    audience: str
    verdict: Literal["clear", "blocked"]
    lines: tuple[str, ...]

    def as_plain(self) -> Mapping[str, Any]:
        """Return it as plain data for a program to read."""
        return {"file": self.file, "for": self.audience, "verdict": self.verdict, "findings": list(self.lines)}

    def refuse_if_blocked(self) -> None:
        """End as a refusal when something was found.

        Raises:
            Blocked: something was found that nobody decided to let pass.
        """
        if self.verdict == "blocked":
            raise Blocked()


def scan_file(home: Home, reference: str, content: bytes, name: str, *, audience: str | None, asker: str) -> Told:
    """Return what the role ``asker`` ("" for nobody in particular) is told of a file and the case it belongs to.

    ``audience`` is whom the file is for; for a paper made here it is known.

    Raises:
        TryLater: there were too many scans for this case in the last hour.
        OutOfTurn: the file was not made here, or not for that reader, and the asker may not be told what stands in it.
        UsageError, NotFound: no such role, person or case.
    """
    case = casework.case_of(home, reference)
    _note(home, case)
    made = _made_here(home, case, content)
    if asker:
        split(asker)
    searched = name if may_be_told_all(asker, case.kind) else _name_as_made(made, audience)
    reader = reader_for(home, case, audience or (made.audience if made else NOBODY))
    reading = reading_of(home, case, reader)
    found = scan(content, searched, search_of(home, case, reader, reading, {}))
    passed = let_pass(reading)
    leaks = [each for each in found if each.kind == "leak" and each.mark not in passed]
    return Told(name, reader.audience, "blocked" if leaks else "clear", _lines(found, asker, case, leaks))


def _made_here(home: Home, case: Case, content: bytes) -> PaperMade | None:
    with home.store.reading() as held:
        made = held.papers.of_file(digest_of(content))
    return made if made is not None and made.case == case.reference else None


def _name_as_made(made: PaperMade | None, audience: str | None) -> str:
    """Return the name a paper of ours is scanned under for a low role, who can have it scanned for its reader only.

    A name of their own choosing would be a guess, and so would a reader: whose consent and decisions stand.

    Raises:
        OutOfTurn: the file was not made here, or not for that reader.
    """
    if made is None or audience not in (None, made.audience):
        raise OutOfTurn(
            "Blocked: ask the assessor. For this role only papers made here are scanned, for their own reader.",
            hint="An assessor can have any file scanned: --as assessor.",
        )
    return f"{made.reference}.pdf"


def told_to(home: Home, reference: str, found: Iterable[object], asker: str) -> tuple[str, ...]:
    """Return what the role ``asker`` is told of findings in a paper of a case that was just made, or was not.

    Raises:
        UsageError: there is no such role.
    """
    if not asker:
        return ()
    split(asker)
    findings = [each for each in found if isinstance(each, Finding)]
    return told(findings, asker, shipped_matrix(), casework.case_of(home, reference).kind)


def _lines(found: tuple[Finding, ...], asker: str, case: Case, leaks: list[Finding]) -> tuple[str, ...]:
    kept = tuple(each for each in found if each.kind == "warning" or each in leaks)
    return told(kept, asker, shipped_matrix(), case.kind)


def _note(home: Home, case: Case) -> None:
    now = home.clock.now()
    with home.store.writing() as held:
        if held.events.count(SCANNED, case.reference, since=now - timedelta(hours=1)) >= SCANS_AN_HOUR:
            raise TryLater(
                "Too many files were scanned for this case in the last hour.", hint="Nothing is lost: try again later."
            )
        held.events.note(SCANNED, case.reference, at=now)
