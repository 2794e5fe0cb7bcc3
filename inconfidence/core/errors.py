"""What can go wrong, in words for the person who has to put it right.

    InConfidenceError            exit  what it means
    ├── Failed                   1     the job could not be done
    ├── UsageError               2     the command was put wrongly
    ├── InputInvalid             3     the input holds problems: all of them are listed
    ├── NotFound                 4     nothing of that reference is held
    ├── OutOfTurn                5     not at this point, not for this kind of case, or already done otherwise
    │   └── Blocked              5     a paper or message holds what its reader may not have
    ├── NotAuthentic             6     a signature, seal or archive entry cannot be believed
    └── TryLater                 75    nothing is lost; the same call may work later

Each class stands in docs/errors.md. A message names a field path or a reference, never a personal value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inconfidence.core.problems import Problem


class InConfidenceError(Exception):
    """Base of every error a person may be shown: what is wrong, and what to do (``hint``)."""

    exit_status = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Failed(InConfidenceError):
    """The job could not be done, and nothing was half done."""


class UsageError(InConfidenceError):
    """The command or a setting was put wrongly."""

    exit_status = 2


class InputInvalid(InConfidenceError):
    """Input was refused whole; ``problems`` lists every fault by path, with the remedy."""

    exit_status = 3

    def __init__(self, message: str, problems: Sequence[Problem] = (), *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.problems = tuple(problems)


class NotFound(InConfidenceError):
    """Nothing of that reference or name is held here."""

    exit_status = 4


class OutOfTurn(InConfidenceError):
    """Not allowed at this point or for this kind of case; the message names the ground (a protocol line)."""

    exit_status = 5


class Blocked(OutOfTurn):
    """A paper or message holds what its reader may not have; ``findings`` say where, and never what.

    The message is the same whatever was found. Who may be told more is decided by ``disclosure.leaks.told``.
    """

    def __init__(self, findings: Sequence[object] = ()) -> None:
        super().__init__("Blocked: ask the assessor.", hint="Nothing was sealed or sent.")
        self.findings = tuple(findings)


class NotAuthentic(InConfidenceError):
    """A seal, a signature or an archive entry cannot be believed; nothing was released on the strength of it."""

    exit_status = 6


class TryLater(InConfidenceError):
    """Something needed did not answer; nothing was lost and the same call may work later."""

    exit_status = 75
