"""The scan of a finished file on its own, for somebody who asks, and what that person may be told.

Whoever may see everything that could be found is told each finding. Anybody else may only have papers scanned that
were made here, and hears "clear" or "blocked": a file of their own making would tell them, guess by guess, what a case
holds. Every scan is noted, and there are only so many an hour for a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, Literal

from disclosure import shipped_matrix
from disclosure.leaks import Finding, scan, told
from forms import kinds, load_schema
from inconfidence.core.digest import digest_of
from inconfidence.core.errors import Blocked, OutOfTurn, TryLater
from inconfidence.recipes import casework
from inconfidence.recipes.disclosing import let_pass, own_records, reader_for, reading_of, search_of
from inconfidence.recipes.home import Home
from inconfidence.recipes.readers import split
from inconfidence.store import Case

SCANS_AN_HOUR = 60
SCANNED = "file-scanned"
OF_PAPERS = ("council", "paper", "copy", "agreement")
"""Kinds of record that are about papers and the council, not about a case."""
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
        OutOfTurn: the file was not made here, and the asker may not be told what stands in it.
        UsageError, NotFound: no such role, person or case.
    """
    case = casework.case_of(home, reference)
    _note(home, case)
    with home.store.reading() as held:
        made = held.papers.of_file(digest_of(content))
    own = made is not None and made.case == case.reference
    if asker:
        split(asker)
    if not own and not _may_be_told_all(asker, case):
        raise OutOfTurn(
            "Blocked: ask the assessor. Only papers made here are scanned for this role.",
            hint="An assessor can have any file scanned: --as assessor.",
        )
    reader = reader_for(home, case, audience or (made.audience if made is not None and own else NOBODY))
    reading = reading_of(home, case, reader)
    found = scan(content, name, search_of(home, case, reading, own_records(home, case, reader)))
    passed = let_pass(reading)
    leaks = [each for each in found if each.kind == "leak" and each.mark not in passed]
    return Told(name, reader.audience, "blocked" if leaks else "clear", _lines(found, asker, case, leaks))


def _lines(found: tuple[Finding, ...], asker: str, case: Case, leaks: list[Finding]) -> tuple[str, ...]:
    kept = tuple(each for each in found if each.kind == "warning" or each in leaks)
    return told(kept, asker, shipped_matrix(), case.kind)


def _may_be_told_all(asker: str, case: Case) -> bool:
    matrix = shipped_matrix()
    return all(matrix.cell(asker, each, case.kind).kind == "allowed" for each in _classes_of_a_case())


@cache
def _classes_of_a_case() -> frozenset[str]:
    """Return every class of information a case can hold, whether this one does or not."""
    schemas = [load_schema(kind) for kind in kinds() if kind not in OF_PAPERS]
    return frozenset(each.information_class for schema in schemas for each in schema.by_path.values())


def _note(home: Home, case: Case) -> None:
    now = home.clock.now()
    with home.store.writing() as held:
        if held.events.count(SCANNED, case.reference, since=now - timedelta(hours=1)) >= SCANS_AN_HOUR:
            raise TryLater(
                "Too many files were scanned for this case in the last hour.", hint="Nothing is lost: try again later."
            )
        held.events.note(SCANNED, case.reference, at=now)
