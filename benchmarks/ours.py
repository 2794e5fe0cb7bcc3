"""Our own way from validated records to a sealed paper, in the calls any recipe makes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from benchmarks.records import KIND, ON, PAPER, records
from disclosure import View, view_for
from disclosure.leaks import Reading, clear, search_for
from forms import Record
from generator import Template, compile_template, draw, make_stamp, preflight
from inconfidence.core.blocks import Paper
from inconfidence.core.clock import SystemClock
from inconfidence.core.documents import CheckedPdf, ClearedPdf, Mark, Stamp
from inconfidence.recipes.catalogue import template
from inconfidence.recipes.papers import SEAL_HEIGHT, SEAL_WIDTH
from signing import (
    AesProtector,
    CheckedTimeStamper,
    CouncilPki,
    LastingWords,
    RevocationDesk,
    Sealer,
    SerialFile,
    TimeAuthority,
    council_sealer,
    create_council_pki,
    issue_rsa_seal,
    load_council_pki,
    seal,
    signer_of,
)

COUNCIL = "London Borough of Thornmere"
MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MARKING = "Private and Confidential"
OWN_KEY = "P-256"
"""The kind of key a council's seal has; papers are sealed with RSA-2048 too, to stand beside peers that are."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a program that makes papers keeps ready: the seal with its key loaded, its stamp, the time authority."""

    sealers: Mapping[str, Sealer] = field(repr=False)
    stamp: Stamp = field(repr=False)
    time_stamper: CheckedTimeStamper = field(repr=False)

    def sealed(self, number: int, key: str = OWN_KEY) -> bytes:
        """Return paper ``number``, read back by the preflight that every file passes, sealed with a kind of key."""
        checked = checked_paper(records(number))
        # What the leak scan would hand over: it has a row of its own.
        cleared = ClearedPdf(checked.content, checked.digest, checked.page_count, checked.fields)
        return seal(cleared, self.sealers[key], stamp=self.stamp).content

    def sealed_after_all_checks(self, number: int) -> bytes:
        """Return the same paper after the leak scan and the outside judges of its words, PDF/A-3a and PDF/UA-1."""
        named = records(number)
        checked = checked_paper(named, outward=True)
        cleared, _ = clear(checked, f"{PAPER}.pdf", search_for(named, **reading()))
        return seal(cleared, self.sealers[OWN_KEY], stamp=self.stamp).content


def open_bench(folder: Path) -> Bench:
    """Return a bench whose keys are made now, in a new folder."""
    clock, protector = SystemClock(), AesProtector(os.urandom(32))
    create_council_pki(folder, protector, COUNCIL, clock)
    pki = load_council_pki(folder, protector)
    stamper = CheckedTimeStamper(TimeAuthority(pki, SerialFile(folder / "serial"), clock).respond)
    stamp = make_stamp(("Sealed electronically", COUNCIL, "Demonstration key"), SEAL_WIDTH, SEAL_HEIGHT)
    desk = RevocationDesk(pki, folder, SerialFile(folder / "list"), lambda: (), clock)
    return Bench(_sealers(pki, stamper, desk), stamp, stamper)


def _sealers(pki: CouncilPki, stamper: CheckedTimeStamper, desk: RevocationDesk) -> Mapping[str, Sealer]:
    """Return the sealers, whose papers keep what they are judged by, as a home's do."""
    clock = desk.clock
    own = council_sealer(pki, stamper, clock, LastingWords(desk.on, clock))
    return {OWN_KEY: own, "RSA-2048": replace(own, signer=signer_of(issue_rsa_seal(pki, clock), pki.chain("seal")))}


def checked_paper(named: dict[str, Record], *, outward: bool = False) -> CheckedPdf:
    """Return a paper as drawn, marked and read back, from validated records; ``outward`` by outside judges too."""
    wanted = template(PAPER)
    view = view_for(named, **reading())
    marked = draw(
        blocks(wanted, view),
        Mark(MARKING),
        fields=wanted.signing,
        created=MADE_AT,
        view=view.digest,
        must_show=(MARKING,),
    )
    return preflight(marked, outward=outward)


def blocks(wanted: Template, view: View) -> Paper:
    """Return the filled paper, from the template compiled once."""
    return compile_template(wanted).paper(view)


@cache
def _never() -> frozenset[str]:
    return frozenset(template(PAPER).never)


def reading() -> Reading:
    """Return who the paper is for."""
    return Reading(
        role="fast", reader="", kind=KIND, owners={}, persons=frozenset(), decisions=(), on=ON, never=_never()
    )
