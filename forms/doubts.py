"""Checks that cast a doubt and never refuse: what looks odd may still be true, and a call about a child goes on.

Each takes a value and what stands around it, and returns the code of its doubt (``forms.words``) or nothing. A
schema names one with ``warn:``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from forms.formats import map_point
from forms.official_numbers import tidy_upn
from forms.partial_dates import read_partial_date
from inconfidence.core.clock import london_date

PREGNANCY = timedelta(weeks=40)
SECURE_DOMAINS = ("gov.uk", "nhs.net", "police.uk", "cjsm.net", "parliament.uk", "mod.uk")
"""Ends of domains whose mail councils treat as secure."""
UPN_AUTHORITIES = frozenset(
    {*range(201, 214), *range(301, 321), *range(330, 337), *range(340, 345), *range(350, 360)}
    | {*range(370, 374), *range(380, 385), *range(390, 395), 420, *range(660, 682), *range(800, 804)}
    | {*range(805, 809), *range(810, 814), 815, 816, *range(820, 824), 825, 826, 830, 831, *range(835, 842), 845, 846}
    | {*range(850, 853), *range(855, 858), 860, 861, *range(865, 897), 908, 909, 916, 919, 921, 925, 926, 928, 929}
    | {931, 933, *range(935, 939), *range(940, 944)}
)
"""Numbers of authorities in England and Wales, those that are no more included: a pupil number is kept for life."""
POSTCODE = re.compile(r"([A-Z])([A-Z]?)[0-9]([0-9A-Z]?) ?[0-9]([A-Z])([A-Z])")
NOT_FIRST, NOT_SECOND, NOT_LAST = "QVX", "IJZ", "CIKMOV"
AFTER_ONE_LETTER, AFTER_TWO_LETTERS = "ABCDEFGHJKPSTUW", "ABEHMNPRVWXY"
"""Letters that end the first half, behind one letter (N1P included, which published lists forget) or two."""
NO_AREA = re.compile(r"ZZ99|GIR ?0AA")
VEHICLE_MARKS = tuple(
    re.compile(mark)
    for mark in (
        r"[A-Z]{2}[0-9]{2}[A-Z]{3}",
        r"[A-Z][0-9]{1,3}[A-Z]{3}",
        r"[A-Z]{3}[0-9]{1,3}[A-Z]",
        r"[A-Z]{1,3}[0-9]{1,4}",
        r"[0-9]{1,4}[A-Z]{1,3}",
    )
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a value: the whole record, and the council's settings where they are known."""

    record: Mapping[str, Any] = field(repr=False)
    council: Mapping[str, Any] = field(repr=False)

    @property
    def received_on(self) -> date | None:
        """The day in London on which the record was received, when it says so."""
        received = self.record.get("received")
        return london_date(received) if isinstance(received, datetime) else None


Doubt = Callable[[Any, Around], str]


def _postcode(text: str, _: Around) -> str:
    capitals = text.upper()
    if NO_AREA.match(capitals):
        return "pseudo-postcode" if capitals.startswith("ZZ99") else ""
    found = POSTCODE.fullmatch(capitals)
    if found is None:
        return ""
    first, second, ending, *last = found.groups()
    may_end = AFTER_TWO_LETTERS if second else AFTER_ONE_LETTER
    odd = first in NOT_FIRST or (second and second in NOT_SECOND) or set(last) & set(NOT_LAST)
    return "odd-postcode" if odd or (ending.isalpha() and ending not in may_end) else ""


def _upn(text: str, _: Around) -> str:
    return "" if int(tidy_upn(text)[1:4]) in UPN_AUTHORITIES else "odd-upn"


def _secure_email(text: str, _: Around) -> str:
    domain = text.rpartition("@")[2].lower()
    return "" if any(domain == end or domain.endswith(f".{end}") for end in SECURE_DOMAINS) else "open-email"


def _referrer_email(text: str, around: Around) -> str:
    is_professional = around.record["referrer"]["capacity"] == "professional"
    return _secure_email(text, around) if is_professional else ""


def _vehicle_mark(text: str, _: Around) -> str:
    mark = re.sub(r"[ -]", "", text.upper())
    return "" if any(each.fullmatch(mark) for each in VEHICLE_MARKS) else "odd-vehicle-mark"


def _birth(text: str, around: Around) -> str:
    born, received = read_partial_date(text), around.received_on
    return "born-later" if born and received and born.earliest > received else ""


def _expected(day: date, around: Around) -> str:
    received = around.received_on
    return "expected-far" if received and day > received + PREGNANCY else ""


def _map_point(text: str, around: Around) -> str:
    point, extent = map_point(text), str(around.council.get("extent", "")).split()
    if point is None or not extent:
        return ""
    south, west, north, east = map(float, extent)
    return "" if south <= point[0] <= north and west <= point[1] <= east else "outside"


DOUBTS: Mapping[str, Doubt] = MappingProxyType(
    {
        "postcode": _postcode,
        "upn": _upn,
        "secure_email": _secure_email,
        "referrer_email": _referrer_email,
        "vehicle_mark": _vehicle_mark,
        "birth": _birth,
        "expected": _expected,
        "map_point": _map_point,
    }
)
"""Every check a field may name with ``warn``."""
