"""Other people's ways from the same words to a marked, signed PDF, each kept warm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Missing(Exception):
    """A peer is not on this machine; the message says what is."""


class Peer(Protocol):
    """One way to make an unsigned PDF; started once, asked often."""

    name: str
    versions: str

    def make(self, content: dict[str, Any]) -> bytes:
        """Return a marked PDF of the content."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...


Start = Callable[[], Peer]
MARKING = "Private and Confidential"
