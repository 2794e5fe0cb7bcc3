"""A problem in somebody's input: where it is, what is wrong, what to do. Never the value itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault. ``path`` is dotted (``people.0.age_from``); ``code`` is stable, the words may change."""

    path: str
    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message} {self.remedy}"
