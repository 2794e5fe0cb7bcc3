"""Judging any PDF: the council's own roots, or the ones somebody names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cryptography import x509

from inconfidence.core.clock import Clock
from inconfidence.core.documents import Evidence
from inconfidence.core.errors import Failed, InputInvalid, NotAuthentic, NotFound
from inconfidence.recipes.home import SETTINGS_FILE, settings_of
from inconfidence.recipes.outside import outside_seals
from inconfidence.recipes.time_authorities import time_roots_of
from signing import OutsideSeal, verify

ROOT_FILE = Path("trust") / "root.pem"
PROOF = ".ers"
"""What is added to a file's name for the proof of its time, which lies beside it (RFC 4998, 5.2)."""
NO_PROOFS: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Verified:
    """A file and what it proves."""

    file: str
    evidence: Evidence


def roots_of(home_folder: Path, named: Sequence[bytes]) -> tuple[x509.Certificate, ...]:
    """Return the root certificates to believe: those named (PEM), else the home's own.

    Raises:
        InputInvalid: a named file holds no certificate.
        NotFound: none is named and no home is there.
    """
    own = home_folder / ROOT_FILE
    if not named and not own.exists():
        raise NotFound(
            "No home is there to take a root from.", hint="Name a root with --trust, or a home with --home."
        )
    try:
        return tuple(x509.load_pem_x509_certificate(content) for content in named or [own.read_bytes()])
    except ValueError:
        raise InputInvalid("A file named with --trust holds no certificate.", hint="Give a PEM file.") from None


def outside_of(home_folder: Path, named: Sequence[bytes]) -> tuple[OutsideSeal, ...]:
    """Return the outside authorities' seals a home takes for its own; none where roots are ``named`` instead.

    Raises:
        InputInvalid, Failed: the home's settings hold problems, or cannot be read.
    """
    if named or not (home_folder / SETTINGS_FILE).exists():
        return ()
    return outside_seals(settings_of(home_folder))


def time_trust(home_folder: Path, named: Sequence[bytes]) -> tuple[x509.Certificate, ...]:
    """Return the roots to believe for time-stamps alone: none beside the roots named, else those the home lists.

    Raises:
        InputInvalid: a file among the home's holds no certificate.
    """
    return () if named else time_roots_of(home_folder)


def verify_all(
    files: Sequence[tuple[str, bytes]],
    roots: Sequence[x509.Certificate],
    clock: Clock,
    outside: Sequence[OutsideSeal] = (),
    time_roots: Sequence[x509.Certificate] = (),
    proofs: Mapping[str, bytes] = NO_PROOFS,
) -> list[Verified]:
    """Return what each file proves to someone who believes ``roots``, the seals in ``outside``, and ``time_roots``.

    The last are believed for time-stamps alone. ``proofs`` are those of files sealed in a batch, by the file's name.
    """
    return [
        Verified(
            name,
            verify(content, roots, clock=clock, outside=outside, time_trust=time_roots, proof=proofs.get(name)),
        )
        for name, content in files
    ]


def proofs_beside(files: Sequence[Path]) -> Mapping[str, bytes]:
    """Return the proofs of time that lie beside files, by the names of these.

    Raises:
        Failed: one cannot be read.
    """
    places = {str(file): file.with_name(f"{file.name}{PROOF}") for file in files}
    try:
        return {name: place.read_bytes() for name, place in places.items() if place.is_file()}
    except OSError as error:
        raise Failed(f"A proof of time beside a file cannot be read ({error.strerror}).") from None


def as_json(results: Sequence[Verified]) -> list[dict[str, Any]]:
    """Return verdicts as plain data, one object a file (design section 9)."""
    return [
        {
            "file": result.file,
            "verdict": result.evidence.verdict,
            "level": result.evidence.level,
            "clock": result.evidence.clock,
            "signatures": [
                asdict(each) | {"time": each.time.isoformat() if each.time else None}
                for each in result.evidence.signatures
            ],
            "problems": list(result.evidence.problems),
            "notes": list(result.evidence.notes),
        }
        for result in results
    ]


def refuse_unless_authentic(results: Sequence[Verified]) -> None:
    """Say by an error that not every file is authentic.

    Raises:
        NotAuthentic: how many are not.
    """
    doubtful = sum(result.evidence.verdict != "authentic" for result in results)
    if doubtful:
        raise NotAuthentic(f"{doubtful} of {len(results)} file(s) cannot be relied on.")
