"""Every paper `document list` offers, for each role and kind of case, as drawn and under a seal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from random import Random

from disclosure.leaks import clear, scan
from generator import make_stamp
from generator.large_print import PRINTS
from inconfidence.core.clock import SystemClock
from inconfidence.recipes.catalogue import languages
from inconfidence.recipes.papers import SEAL_HEIGHT, SEAL_WIDTH
from signing import (
    AesProtector,
    CheckedTimeStamper,
    LastingWords,
    RevocationDesk,
    Sealer,
    SerialFile,
    TimeAuthority,
    council_sealer,
    create_council_pki,
    load_council_pki,
    seal,
)
from tools.proofs.alarms import Kind, drawn, kinds, made_up_paper

SEED = 2026
COUNCIL = "London Borough of Thornmere"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper in two states: as it was drawn and checked, and sealed."""

    kind: Kind
    plain: bytes = field(repr=False)
    sealed: bytes = field(repr=False)


def sealer_in(folder: Path) -> Sealer:
    """Return the seal of a council whose keys are made now, in a new folder; its papers are sealed at B-LT."""
    clock, protector = SystemClock(), AesProtector(os.urandom(32))
    create_council_pki(folder, protector, COUNCIL, clock)
    pki = load_council_pki(folder, protector)
    authority = TimeAuthority(pki, SerialFile(folder / "serial"), clock)
    desk = RevocationDesk(pki, folder, SerialFile(folder / "list"), lambda: (), clock)
    lasting = LastingWords(desk.on, clock)
    return council_sealer(pki, CheckedTimeStamper(authority.respond), clock, lasting)


def sheets(sealer: Sealer) -> Iterator[Sheet]:
    """Give every paper, about people who are made up; each goes the way every paper goes, the leak scan included.

    Nothing was planted: what the scan finds all the same is let pass, for it is counted elsewhere (``tools.proofs``).
    """
    stamp = make_stamp(("Sealed electronically", COUNCIL, "Demonstration key"), SEAL_WIDTH, SEAL_HEIGHT)
    for kind in kinds():
        paper = made_up_paper(kind, Random(f"{SEED}/{kind}"))  # noqa: S311 - makes people up, guards nothing
        checked = drawn(kind, paper)
        name = f"{kind.paper}.pdf"
        found = scan(checked.content, name, paper.search, checked.drawn)
        cleared, _ = clear(checked, name, paper.search, {each.mark: checked.digest for each in found})
        yield Sheet(kind, checked.content, seal(cleared, sealer, stamp=stamp).content)


def variants() -> Iterator[tuple[str, str, bytes]]:
    """Give every paper once in large print and in each language it is translated into, as (paper, variant, file)."""
    for kind in {each.paper: each for each in kinds()}.values():
        paper = made_up_paper(kind, Random(f"{SEED}/{kind}"))  # noqa: S311 - makes people up, guards nothing
        # The first of them is the paper as it is judged for every role and kind of case.
        for language, print_ in list(product(languages(kind.paper), PRINTS))[1:]:
            yield kind.paper, f"{language}, {print_}", drawn(kind, paper, language, print_).content
