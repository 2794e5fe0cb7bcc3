"""What lies in the council's key folder: every certificate there ever was, and how it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from cryptography import x509

from signing.key_folder import TOKEN, generations, read_certificate
from signing.pki import ISSUING, STANDING, is_above
from signing.revoked import Revoked
from signing.root_key import ROOT

State = Literal["in use", "former", "revoked", "ended", "not yet valid"]
Source = Literal["own", "token", "bought"]
"""Where the key of the seal in use comes from: made here, in a token, or bought from an outside authority."""
KINDS: tuple[str, ...] = (ROOT, *ISSUING.values(), *STANDING)


@dataclass(frozen=True, slots=True)
class KeptCertificate:
    """One certificate of the key folder: ``kind`` is what it is for, ``name`` the file without its ending."""

    kind: str
    name: str
    certificate: x509.Certificate = field(repr=False)
    state: State
    source: Source = "own"

    @property
    def serial(self) -> int:
        """Return its serial number."""
        return self.certificate.serial_number


def kept_certificates(folder: Path, revoked: Collection[Revoked], now: datetime) -> tuple[KeptCertificate, ...]:
    """Return every certificate in ``folder``, by kind and age, as it stands at ``now``.

    Raises:
        NotFound, Failed: a file is missing or holds no certificate.
    """
    serials = {each.serial for each in revoked}
    names = [(kind, generations(folder, kind)) for kind in KINDS]
    return tuple(_kept(folder, kind, name, name == all_[-1], serials, now) for kind, all_ in names for name in all_)


def _kept(
    folder: Path, kind: str, name: str, newest: bool, revoked: Collection[int], now: datetime
) -> KeptCertificate:
    certificate = read_certificate(folder, name)
    state = _state(certificate, newest, revoked, now)
    return KeptCertificate(kind, name, certificate, state, _source(folder, kind, name, certificate))


def _source(folder: Path, kind: str, name: str, certificate: x509.Certificate) -> Source:
    if kind != "seal":
        return "own"
    if (folder / f"{name}{TOKEN}").exists():
        return "token"
    above = (read_certificate(folder, each) for each in generations(folder, ISSUING["seal"]))
    return "own" if any(is_above(each, certificate) for each in above) else "bought"


def _state(certificate: x509.Certificate, newest: bool, revoked: Collection[int], now: datetime) -> State:
    if certificate.serial_number in revoked:
        return "revoked"
    if now > certificate.not_valid_after_utc:
        return "ended"
    if now < certificate.not_valid_before_utc:
        return "not yet valid"
    return "in use" if newest else "former"
