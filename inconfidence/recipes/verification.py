"""Judging any PDF: by what the council believes, or by the roots somebody names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cryptography import x509

from inconfidence.core.clock import Clock
from inconfidence.core.documents import Evidence
from inconfidence.core.errors import InputInvalid, NotAuthentic, NotFound
from inconfidence.recipes.home import KEYS, REVOKED_FILE, SETTINGS_FILE, settings_of
from inconfidence.recipes.trusting import now_believed, trust_of
from signing import Trust, verify

ROOT_FILE = Path("trust") / "root.pem"


@dataclass(frozen=True, slots=True)
class Verified:
    """A file and what it proves."""

    file: str
    evidence: Evidence


def trust_for(home_folder: Path, named: Sequence[bytes]) -> Trust:
    """Return what to believe: the root certificates ``named`` (PEM) and nothing else, else what the home believes.

    Raises:
        InputInvalid: a named file holds no certificate, or the home's settings hold problems.
        NotFound: none is named and no home is there.
        NotAuthentic: the home's register of revoked certificates was edited.
        Failed: the home's settings or register cannot be read.
    """
    if named:
        return Trust(tuple(_root_in(content) for content in named))
    own = home_folder / ROOT_FILE
    if not own.exists():
        raise NotFound(
            "No home is there to take a root from.", hint="Name a root with --trust, or a home with --home."
        )
    council = settings_of(home_folder) if (home_folder / SETTINGS_FILE).exists() else None
    believed = trust_of(home_folder, council, _root_in(own.read_bytes()))
    return now_believed(believed, home_folder / KEYS / REVOKED_FILE)


def _root_in(content: bytes) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(content)
    except ValueError:
        raise InputInvalid("A file named with --trust holds no certificate.", hint="Give a PEM file.") from None


def verify_all(files: Sequence[tuple[str, bytes]], trust: Trust, clock: Clock) -> list[Verified]:
    """Return what each file proves to someone who believes what is in ``trust``."""
    return [Verified(name, verify(content, trust, clock=clock)) for name, content in files]


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
