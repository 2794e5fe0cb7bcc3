"""What one reader may see, and nothing else: the only thing a paper can be filled from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inconfidence.core.digest import Digest


@dataclass(frozen=True, slots=True)
class View:
    """The values a reader may have. What is withheld is absent; its paths stand in ``withheld``, never its words.

    ``reader`` is a reference, never a name. ``relied`` holds the digests of the referral whose consent, and of the
    decisions, without which something here would be withheld: what has to be looked at again when one is taken back.
    It is for the council's own list and no part of what is shown, so neither ``digest`` nor equality counts it.
    Made only by ``disclosure.view_for`` (tests/test_architecture.py).
    """

    role: str
    reader: str
    values: Mapping[str, Any] = field(repr=False)
    withheld: tuple[str, ...]
    digest: Digest
    relied: tuple[str, ...] = field(default=(), compare=False)
