"""How telephone numbers, postcodes, e-mail addresses and points on a map are typed; and every format there is.

Each is judged by its shape only and kept as typed: a list of real numbers or areas goes out of date, and a call
about a child must not fail on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from forms.official_numbers import (
    is_la_child_id,
    is_nhs_number,
    is_school_urn,
    is_social_worker,
    is_upn,
    is_uprn,
    is_usrn,
)
from forms.partial_dates import is_birth, is_partial_date

PHONE_DIGITS = range(9, 14)
EMAIL_MOST = 254
LATITUDES, LONGITUDES = (49.0, 61.0), (-9.0, 2.0)
"""Degrees (WGS 84) between which Great Britain lies."""
POSTCODE = re.compile(r"(?:GIR ?0AA|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})", re.IGNORECASE)
PHONE = re.compile(r"\+?[0-9 ().\-]+(?:(?:ext\.?|extension|x) ?[0-9]{1,6})?", re.IGNORECASE)
EMAIL = re.compile(r"[^@\s<>\",;:]+@[^@\s<>\",;:.]+(?:\.[^@\s<>\",;:.]+)+")
POINT = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,8})?), ?(-?[0-9]{1,2}(?:\.[0-9]{1,8})?)")
GRID = re.compile(r"[HNST][A-HJ-Z] ?([0-9]{1,5} ?[0-9]{1,5})", re.IGNORECASE)
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


def map_point(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees (WGS 84) of a point of Great Britain, or None when ``text`` is none."""
    found = POINT.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    inside = LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]
    return (latitude, longitude) if inside else None


def is_map_point(text: str) -> bool:
    """Say whether ``text`` is latitude and longitude in degrees of a point of Great Britain, with a comma between."""
    return map_point(text) is not None


def is_grid_reference(text: str) -> bool:
    """Say whether ``text`` is a reference of the British National Grid: two letters, then as many digits twice."""
    found = GRID.fullmatch(text)
    return found is not None and len(found[1].replace(" ", "")) % 2 == 0


FORMATS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "phone": is_phone,
        "postcode": is_postcode,
        "email": is_email,
        "nhs_number": is_nhs_number,
        "upn": is_upn,
        "urn": is_school_urn,
        "uprn": is_uprn,
        "usrn": is_usrn,
        "la_child_id": is_la_child_id,
        "social_worker": is_social_worker,
        "map_point": is_map_point,
        "grid_reference": is_grid_reference,
        "partial_date": is_partial_date,
        "birth": is_birth,
    }
)
"""Every ``format`` a field may ask for."""
