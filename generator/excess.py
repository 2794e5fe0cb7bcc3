"""The error of a template that makes more than any paper holds: of Jinja's own kind, which cannot be compiled."""

from __future__ import annotations

from jinja2.exceptions import SecurityError


class TooMuch(SecurityError):
    """A template makes more than any paper holds."""

    def __init__(self) -> None:
        super().__init__("it makes more than any paper holds")
