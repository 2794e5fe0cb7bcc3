"""What a council believes when it judges a paper: made here, of its home, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cryptography import x509

from forms import Record
from inconfidence.recipes.outside import outside_seals
from inconfidence.recipes.time_authorities import time_roots_of
from signing import Trust, revoked


def trust_of(folder: Path, council: Record | None, root: x509.Certificate) -> Trust:
    """Return what the council of the home ``folder`` believes: its own ``root``, what its settings name.

    What it has on record as revoked is not in it yet: that may be added to at any time (``now_believed``).

    Raises:
        InputInvalid: the settings or a file among the home's time roots hold no certificate where one belongs.
    """
    return Trust((root,), outside_seals(council) if council else (), time_roots_of(folder))


def now_believed(trust: Trust, register: Path) -> Trust:
    """Return ``trust`` with what the ``register`` of revoked certificates says now.

    Raises:
        NotAuthentic, Failed: it was edited, or cannot be read: then nothing is judged.
    """
    return replace(trust, revoked=revoked(register))
