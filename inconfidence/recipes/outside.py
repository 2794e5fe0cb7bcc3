"""The seals of outside authorities that the council's settings name as its own."""

from __future__ import annotations

from cryptography import x509

from forms import Record
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem
from signing import OutsideSeal


def outside_seals(council: Record) -> tuple[OutsideSeal, ...]:
    """Return the seals named in the settings.

    Raises:
        InputInvalid: what stands there as a root is no certificate; each such place is listed.
    """
    rows = list(enumerate(council.values.get("outside_seals") or ()))
    roots = {place: _certificate(row["root"]) for place, row in rows}
    problems = [_problem(place) for place, root in roots.items() if root is None]
    if problems:
        raise InputInvalid("The settings name an outside authority that cannot be used.", problems)
    return tuple(
        OutsideSeal(root, row["policy"], row["organisation"])
        for place, row in rows
        if (root := roots[place]) is not None
    )


def _certificate(text: str) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(text.encode())
    except ValueError:
        return None


def _problem(place: int) -> Problem:
    return Problem(
        f"outside_seals.{place}.root", "not-a-certificate", "It is no certificate.", "Copy the PEM text whole."
    )
