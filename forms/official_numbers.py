"""Numbers that offices give: NHS number, unique pupil number (UPN), school, property, child and registration numbers.

A number is refused only when its own check letter or shape says that it was mistyped. Lists of issuing authorities go
out of date: whoever is not in ours casts a doubt (``forms.doubts``) and no more.
"""

from __future__ import annotations

import re

NHS_MODULUS = 11
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The letters a UPN may have, each worth its place: I, O and S are left out (DfE, UPN guide)."""
UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")
SEPARATORS = re.compile(r"[ -]")


def is_nhs_number(text: str) -> bool:
    """Say whether ten digits are an NHS number: weights 10 to 2, modulus 11 (NHS Data Dictionary).

    Ten equal digits pass that sum and are refused all the same.
    """
    digits = SEPARATORS.sub("", text)
    if re.fullmatch(r"[0-9]{10}", digits) is None or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (NHS_MODULUS - total % NHS_MODULUS) % NHS_MODULUS == int(digits[-1])


def tidy_upn(text: str) -> str:
    """Return a UPN as it is issued: capitals, no blanks."""
    return text.replace(" ", "").upper()


def is_upn(text: str) -> bool:
    """Say whether a UPN, permanent or temporary (its last place a letter), fits its check letter.

    Each place from the second to the thirteenth counts as often as its number; the sum modulo 23 names the letter.
    """
    number = tidy_upn(text)
    if UPN.fullmatch(number) is None or number[0] not in UPN_LETTERS:
        return False
    last = number[-1]
    if last.isalpha() and last not in UPN_LETTERS:
        return False
    worth = [int(each) for each in number[1:-1]]
    worth.append(UPN_LETTERS.index(last) if last.isalpha() else int(last))
    total = sum(place * each for place, each in enumerate(worth, start=2))
    return UPN_LETTERS[total % len(UPN_LETTERS)] == number[0]


def is_school_urn(text: str) -> bool:
    """Say whether ``text`` has the six digits of a school's unique reference number."""
    return re.fullmatch(r"[0-9]{6}", text) is not None


def is_uprn(text: str) -> bool:
    """Say whether ``text`` is a unique property reference number: at most twelve digits, not all noughts."""
    return re.fullmatch(r"[0-9]{1,12}", text) is not None and int(text) > 0


def is_usrn(text: str) -> bool:
    """Say whether ``text`` is a unique street reference number: at most eight digits, not all noughts."""
    return re.fullmatch(r"[0-9]{1,8}", text) is not None and int(text) > 0


def is_la_child_id(text: str) -> bool:
    """Say whether ``text`` has the shape of a council's own number for a child: up to 20 letters and digits."""
    return re.fullmatch(r"[0-9A-Za-z]{1,20}", text) is not None


def is_social_worker(text: str) -> bool:
    """Say whether ``text`` has the shape of a social worker's registration: SW and digits."""
    return re.fullmatch(r"SW ?[0-9]{1,10}", text, re.IGNORECASE) is not None
