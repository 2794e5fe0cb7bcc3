"""Kinds of value in a PDF, and what is said of a file that is not as we write ours."""

from __future__ import annotations

from typing import NamedTuple


class Fault(Exception):
    """What is not as we write it; ``check`` names the rule. Holds no words of the paper."""

    def __init__(self, check: str, message: str) -> None:
        super().__init__(message)
        self.check, self.message = check, message


class Ref(NamedTuple):
    """A reference to an object by its number."""

    number: int


class Name(str):
    """A name, without its slash."""

    __slots__ = ()
