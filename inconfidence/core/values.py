"""Values that know their own words: a choice prints as its code and says its label."""

from __future__ import annotations


class Choice(str):
    """One answer out of a fixed list: the text is its code (``not_asked``), ``label`` its words ("Not asked")."""

    __slots__ = ("label",)
    label: str

    def __new__(cls, code: str, label: str) -> Choice:
        """Make the choice ``code`` that is said as ``label``."""
        choice = super().__new__(cls, code)
        choice.label = label
        return choice

    def __reduce__(self) -> tuple[type[Choice], tuple[str, str]]:
        """Let a choice be copied and pickled with its words."""
        return Choice, (str(self), self.label)


UNKNOWNS = {
    "not_known": "Not known",
    "not_asked": "Not asked",
    "declined": "Declined to say",
    "withheld": "Withheld for safety",
}
"""The one vocabulary for what is not there; blank never stands for any of them."""


def unknown(code: str) -> Choice:
    """Return one of the four unknown values.

    Raises:
        KeyError: when ``code`` is not in the vocabulary.
    """
    return Choice(code, UNKNOWNS[code])
