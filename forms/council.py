"""What the council's settings say about itself before it may send anything out."""

from __future__ import annotations

import re

from forms.formats import phone_digits
from forms.record import Record

DIGITS_LEAST = 3
"""The shortest number that can be rung (101, 111, 999)."""
PROMISES = re.compile(r"\[|\btb[acd]\b|to be|xx|telephone number", re.IGNORECASE)


def fast_number_is_placeholder(council: Record) -> bool:
    """Say whether the FAST number still has to be filled in: "[telephone number]", "TBC", blank or all noughts.

    A paper that tells a worried person to ring a number nobody answers must not leave the council.
    """
    number = council.values["fast_number"]
    digits = phone_digits(number)
    return len(digits) < DIGITS_LEAST or set(digits) <= {"0"} or PROMISES.search(number) is not None
