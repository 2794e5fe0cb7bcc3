"""Whose clock the council's papers are stamped by: the outside authorities in its settings, else its own.

In council.toml, in the order they are asked:

    [[time_authorities]]
    url = "https://time.example/tsa"
    root = "example.pem"      # a file in HOME/trust/time, with the certificate its time-stamps lead to
    policy = "1.2.3.4"        # its stamps have to name it; left out: any
    seconds = 10              # how long an answer is waited for

Whether its certificates still stand is asked at the addresses in them. Of an authority that names none, its revocation
list may be put into HOME/trust/time, as a file ending in .crl.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from forms import Record
from inconfidence.core.clock import Clock
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem
from signing import (
    AuthoritiesInTurn,
    CheckedTimeStamper,
    CouncilPki,
    OutsideAuthority,
    SerialFile,
    TimeAuthority,
)

TIME_ROOTS = Path("trust") / "time"
SERIALS = Path("keys") / "time.serial"


def council_time_stamper(folder: Path, council: Record, pki: CouncilPki, clock: Clock) -> CheckedTimeStamper:
    """Return what stamps the papers of the home ``folder``; its own clock never stands in for an outside one.

    Raises:
        InputInvalid: the root of an outside authority is not there, with the path in the settings.
    """
    rows = council.values.get("time_authorities") or []
    if rows:
        return AuthoritiesInTurn([_outside(folder, row, place) for place, row in enumerate(rows)], clock)
    return CheckedTimeStamper(TimeAuthority(pki, SerialFile(folder / SERIALS), clock).respond)


def time_roots_of(folder: Path) -> tuple[x509.Certificate, ...]:
    """Return the roots that time-stamps may lead to in the home ``folder``, beside the council's own.

    Raises:
        InputInvalid: a file there holds no certificate.
    """
    files = sorted((folder / TIME_ROOTS).glob("*.pem"))
    return tuple(root for file in files for root in _roots_in(file, f"trust/time/{file.name}"))


def time_lists_of(folder: Path) -> tuple[bytes, ...]:
    """Return the revocation lists of outside authorities that were put into the home ``folder``, in DER.

    Raises:
        InputInvalid: a file there holds none.
    """
    return tuple(_list_in(file) for file in sorted((folder / TIME_ROOTS).glob("*.crl")))


def _list_in(file: Path) -> bytes:
    try:
        return x509.load_der_x509_crl(file.read_bytes()).public_bytes(Encoding.DER)
    except (OSError, ValueError):
        remedy = "Put the authority's revocation list there as it gives it out (DER), or take the file away."
        fault = Problem(f"trust/time/{file.name}", "no-list", "There is no revocation list in that file.", remedy)
        raise InputInvalid("The revocation list of a time authority cannot be read.", [fault]) from None


def _outside(folder: Path, row: dict[str, Any], place: int) -> OutsideAuthority:
    roots = _roots_in(folder / TIME_ROOTS / row["root"], f"time_authorities.{place}.root")
    return OutsideAuthority(row["url"], roots, row.get("policy") or "", float(row["seconds"]))


def _roots_in(file: Path, path: str) -> tuple[x509.Certificate, ...]:
    try:
        return tuple(x509.load_pem_x509_certificates(file.read_bytes()))
    except (OSError, ValueError):
        remedy = "Put the authority's root certificate (PEM) into the folder trust/time of the home."
        fault = Problem(path, "no-certificate", "There is no certificate in that file.", remedy)
        raise InputInvalid("The root of a time authority cannot be read.", [fault]) from None
