"""Misses that are accepted, each with its reason. One that was not expected here is a fault, and is never excused."""

from __future__ import annotations

from dataclasses import dataclass

from tools.proofs.recall import Outcome, Tried


@dataclass(frozen=True, slots=True)
class Accepted:
    """One form of one kind of value that ends in ``outcome`` at worst, and why it is left so."""

    kind: str
    form: str
    outcome: Outcome
    why: str

    def covers(self, tried: Tried) -> bool:
        """Say whether this is the miss that was accepted, and no other."""
        return (tried.kind, tried.form, tried.outcome) == (self.kind, self.form, self.outcome)


ACCEPTED = (
    Accepted(
        "name of everyday words",
        "small letters in a sentence",
        "warned",
        'a boy called Will Young is not told apart from "when will young people come" by letters alone. To stop it '
        "would stop every paper of his case that asks so; it is a warning, in his case only. Alone in a line, a field "
        'or brackets, behind "Dear", joined, or with capitals, his name is a leak.',
    ),
)
"""What only warns is never accepted as missed, nor the other way round."""


def accepted(tried: Tried) -> Accepted | None:
    """Return what accepts a planting that was not found, or nothing."""
    return next((each for each in ACCEPTED if each.covers(tried)), None)
