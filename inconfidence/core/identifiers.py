"""References and codes: random, unrelated to one another, and safe to read aloud.

A reference issued in one relationship (a referral) can therefore not be joined to one issued in another (an
invitation, a copy). The alphabet has no letter that is mistaken for a digit (Crockford's base 32).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from inconfidence.core.errors import UsageError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS_A_LETTER = 5
REFERENCE_LETTERS = 8
PLAIN_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})

RandomBits = Callable[[int], int]


def new_reference(prefix: str, random_bits: RandomBits = secrets.randbits) -> str:
    """Return a new reference such as ``R-7K3M-9QXT``: 40 random bits behind a letter for its kind."""
    letters = _letters(random_bits(REFERENCE_LETTERS * BITS_A_LETTER), REFERENCE_LETTERS)
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def tidy(code: str) -> str:
    """Return a typed reference or code as it was issued: capitals, look-alikes mended, prefix kept."""
    letters = code.strip().upper().replace(" ", "")
    prefix, dash, rest = letters.partition("-")
    # The one letter before the first hyphen of a reference says its kind, and is not of the alphabet.
    return f"{prefix}-{rest.translate(MISREAD)}" if dash and len(prefix) == 1 else letters.translate(MISREAD)


def plain(word: str, what: str) -> str:
    """Return a reference, kind or code fit to stand in clear in a file name, a table or a ledger.

    Letters, digits, dot, hyphen and underscore, at most 64: no path can be made of it, and hardly a name.

    Raises:
        UsageError: for anything else; the message says ``what`` it should have been and does not repeat it.
    """
    if not PLAIN_WORD.fullmatch(word):
        raise UsageError(f"The {what} is not one this system issues.", hint="Copy it exactly from the paper.")
    return word


def _letters(number: int, count: int) -> str:
    return "".join(ALPHABET[(number >> (BITS_A_LETTER * place)) & 31] for place in reversed(range(count)))
