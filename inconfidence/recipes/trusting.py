"""What a council believes when it judges a paper: made here, of its home, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509

from forms import Record
from inconfidence.recipes.outside import outside_seals
from inconfidence.recipes.time_authorities import time_roots_of
from signing import Trust


def trust_of(folder: Path, council: Record | None, root: x509.Certificate) -> Trust:
    """Return what the council of the home ``folder`` believes: its own ``root``, and what its settings name.

    Raises:
        InputInvalid: the settings or a file among the home's time roots hold no certificate where one belongs.
    """
    return Trust((root,), outside_seals(council) if council else (), time_roots_of(folder))
