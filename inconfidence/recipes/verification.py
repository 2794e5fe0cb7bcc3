"""Judging any PDF: by what the council believes, or by the roots somebody names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inconfidence.core.clock import Clock
from inconfidence.core.documents import Evidence
from inconfidence.core.errors import Failed, InputInvalid, NotAuthentic, NotFound
from inconfidence.core.packs import PROOF
from inconfidence.recipes.home import KEYS, REVOKED_FILE, SETTINGS_FILE, settings_of
from inconfidence.recipes.trusting import now_believed, trust_of
from signing import Trust, verify
from signing.validation_data import ValidationData

PEM = b"-----BEGIN"
ROOT_FILE = Path("trust") / "root.pem"
NO_PROOFS: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Verified:
    """A file and what it proves."""

    file: str
    evidence: Evidence


def trust_for(home_folder: Path, named: Sequence[bytes], lists: Sequence[bytes] = ()) -> Trust:
    """Return what to believe: the root certificates ``named`` (PEM) and nothing else, else what the home believes.

    ``lists`` are revocation lists (DER or PEM) to be heard besides, as an authority publishes them.

    Raises:
        InputInvalid: a named file holds no certificate or no list, or the home's settings hold problems.
        NotFound: none is named and no home is there.
        NotAuthentic: the home's register of revoked certificates was edited.
        Failed: the home's settings or register cannot be read.
    """
    heard = ValidationData(lists=tuple(_list_in(content) for content in lists))
    if named:
        return Trust(tuple(_root_in(content) for content in named), heard=heard)
    own = home_folder / ROOT_FILE
    if not own.exists():
        raise NotFound(
            "No home is there to take a root from.", hint="Name a root with --trust, or a home with --home."
        )
    council = settings_of(home_folder) if (home_folder / SETTINGS_FILE).exists() else None
    believed = trust_of(home_folder, council, _root_in(own.read_bytes()))
    return replace(now_believed(believed, home_folder / KEYS / REVOKED_FILE), heard=heard)


def _root_in(content: bytes) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(content)
    except ValueError:
        raise InputInvalid("A file named with --trust holds no certificate.", hint="Give a PEM file.") from None


def _list_in(content: bytes) -> bytes:
    read = x509.load_pem_x509_crl if content.startswith(PEM) else x509.load_der_x509_crl
    try:
        return read(content).public_bytes(Encoding.DER)
    except ValueError:
        raise InputInvalid(
            "A file named with --crl holds no revocation list.", hint="Give a DER or PEM file."
        ) from None


def verify_all(
    files: Sequence[tuple[str, bytes]], trust: Trust, clock: Clock, proofs: Mapping[str, bytes] = NO_PROOFS
) -> list[Verified]:
    """Return what each file proves to someone who believes what is in ``trust``.

    ``proofs`` are those of files sealed in a batch, by the file's name.
    """
    return [Verified(name, verify(content, trust, clock=clock, proof=proofs.get(name))) for name, content in files]


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
