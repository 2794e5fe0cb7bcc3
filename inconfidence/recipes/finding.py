"""One thing found when a home is examined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["well", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in words, and what to do; a warning is for planning, a fault is wrong now."""

    check: str
    state: State
    words: str
    remedy: str = ""


def warning(check: str, words: str, remedy: str) -> Finding:
    """Return what has to be planned for."""
    return Finding(check, "warning", words, remedy)


def fault(check: str, words: str, remedy: str) -> Finding:
    """Return what is wrong now."""
    return Finding(check, "fault", words, remedy)
