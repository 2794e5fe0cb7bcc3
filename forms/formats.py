"""Telephone numbers, postcodes, e-mail addresses and NHS numbers as people type them.

Each is judged by its shape only and kept as typed: a list of real numbers or areas goes out of date, and a call
about a child must not fail on it.
"""

from __future__ import annotations

import re

PHONE_DIGITS = range(9, 14)
EMAIL_MOST = 254
NHS_DIGITS = 10
NHS_MODULUS = 11
POSTCODE = re.compile(r"(?:GIR ?0AA|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})", re.IGNORECASE)
PHONE = re.compile(r"\+?[0-9 ().\-]+(?:(?:ext\.?|extension|x) ?[0-9]{1,6})?", re.IGNORECASE)
EMAIL = re.compile(r"[^@\s<>\",;:]+@[^@\s<>\",;:.]+(?:\.[^@\s<>\",;:.]+)+")
EXTENSION = re.compile(r"(?:ext\.?|extension|x) ?[0-9]{1,6}$", re.IGNORECASE)


def phone_digits(text: str) -> str:
    """Return a UK number as digits only, ``+44`` and ``0044`` written as ``0``, without its extension."""
    number = EXTENSION.sub("", text.strip()).replace("(0)", "")
    digits = re.sub(r"[^0-9]", "", number)
    if number.strip().startswith("+44"):
        return "0" + digits[2:]
    return "0" + digits[4:] if digits.startswith("0044") else digits


def is_phone(text: str) -> bool:
    """Say whether ``text`` can be rung: digits with spaces, brackets or dashes, perhaps ``+44`` or an extension."""
    return PHONE.fullmatch(text) is not None and len(phone_digits(text)) in PHONE_DIGITS


def is_postcode(text: str) -> bool:
    """Say whether ``text`` has the shape of a UK postcode, in capitals or not, with or without its space."""
    return POSTCODE.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Say whether ``text`` has one @ and a dot after it, as an address must (RFC 5321 length)."""
    return len(text) <= EMAIL_MOST and EMAIL.fullmatch(text) is not None


def is_nhs_number(text: str) -> bool:
    """Say whether ten digits are an NHS number: weights 10 to 2, modulus 11 (NHS Data Dictionary).

    Ten equal digits pass that sum and are refused all the same.
    """
    digits = text.replace(" ", "").replace("-", "")
    if re.fullmatch(r"[0-9]{10}", digits) is None or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (NHS_MODULUS - total % NHS_MODULUS) % NHS_MODULUS == int(digits[-1])
