"""Full documents made of the schemas themselves: every field answered, in many scripts, the same for a seed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from forms.formats import FORMATS
from forms.schema import LINE_MOST, TEXT_MOST, Field, kind_of_document, load_schema

ROWS = 4
"""Rows of each list: a full sheet of the paper forms."""
PHRASES_OF_A_STORY = range(4, 12)
NAMES = ("Ọlá O’Brien-Şahin", "محمد علی", "שרה גרינפעלד", "Nguyễn Thị Hương", "রহিমা বেগম", "王小明", "Sam Example")
STORY = (
    "They come after school and wait by the stairs",
    "until a car stops; one of them",
    "is given something to carry.",
    "He said – twice – that he would rather not go.",
    "Zoë’s brother (14) was told to keep quiet about the café.",
)
LONGEST_NUMBER = 64
"""Digits: a SHA-256 digest is the longest mark anybody copies."""
DAY, MOMENT, CLOCK = "2026-11-05", "2026-11-05T18:30:00+00:00", "18:30"


def full_document(kind: str, random: Random) -> dict[str, Any]:
    """Return a document of ``kind`` in which every field that is asked for is answered, as JSON would hold it.

    Raises:
        ValueError: when a field asks for a text of which no example stands in this module.
    """
    schema = load_schema(kind)
    document = _group(schema.fields, random, 0)
    named = document.get("kind")
    return document if isinstance(named, str) and kind_of_document(named) == kind else {"kind": kind, **document}


def count_values(value: Any) -> int:
    """Return how many single values stand in plain data: what a person would have filled in."""
    if isinstance(value, Mapping):
        return sum(map(count_values, value.values()))
    return sum(map(count_values, value)) if isinstance(value, list | tuple) else 1


def _group(fields: Mapping[str, Field], random: Random, place: int) -> dict[str, Any]:
    return {name: _value(each, random, place) for name, each in fields.items() if not each.derive}


def _value(each: Field, random: Random, place: int) -> Any:
    if each.type == "dict":
        return _one_of(each, _group(each.fields, random, place))
    if each.type == "rows":
        return [_one_of(each, _group(each.fields, random, row)) for row in range(_count(each))]
    if each.item is not None:
        return _entries(each, each.item, random)
    return _scalar(each, random, place)


def _one_of(each: Field, group: dict[str, Any]) -> dict[str, Any]:
    """Return a group with only the first of the answers that rule one another out."""
    return {name: value for name, value in group.items() if name not in each.at_most_one[1:]}


def _count(each: Field) -> int:
    shown = sum(len(codes) for codes in each.first_rows.values())
    return max(1, min(ROWS, int(each.rules.get("maxlength", ROWS)) - shown))


def _entries(each: Field, item: Field, random: Random) -> list[Any]:
    if item.type == "choice":
        offered = [code for code in item.options if code != each.rules.get("excludes_others")]
        return offered[: _count(each)]
    return [_scalar(item, random, place) for place in range(_count(each))]


def _scalar(each: Field, random: Random, place: int) -> Any:
    if each.type == "choice":
        # The first answer, so that what another answer asks for besides is answered too.
        return next(iter(each.options))
    if each.type == "integer":
        return min(max(7, each.rules.get("min", 7)), each.rules.get("max", 7))
    if each.type == "string":
        return _text(each, random, place)
    return {"boolean": True, "date": DAY, "datetime": MOMENT, "time": CLOCK}[each.type]


def _text(each: Field, random: Random, place: int) -> str:
    most = each.rules.get("maxlength", TEXT_MOST if each.rules.get("lines") else LINE_MOST)
    if "regex" in each.rules or "format" in each.rules:
        return _fitting(each, place)
    if each.rules.get("lines"):
        return " ".join(random.choices(STORY, k=random.choice(PHRASES_OF_A_STORY)))[:most].strip()
    return random.choice(NAMES)[:most].strip()


def _fitting(each: Field, place: int) -> str:
    pattern = re.compile(each.rules.get("regex", ".*"))
    is_format = FORMATS.get(each.rules.get("format", ""), bool)
    for text in _examples(place):
        if pattern.fullmatch(text) and is_format(text):
            return text
    raise ValueError(f"There is no example text for {each.path} in benchmarks/documents.py; add one.")


def _examples(place: int) -> Sequence[str]:
    return (
        *(
            *(f"{letter}{place + 1}" for letter in "CFAPGI"),
            f"{place + 1:02d}",
            "ABCDEF"[place % 6],
            f"R-7K3M-9QX{place % 10}",
            "map.png",
            "OFFICIAL",
            "protected",
        ),
        *("demonstration", "https://time.example.org/stamp", "authority.pem", "1.2.3.4", "tr"),
        "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----",
        *("020 7946 0123", "E8 1EA", "name@example.org", "943 476 5919", "A000000000000", f"10000{place % 10}"),
        *("SW 123456", "51.5450, -0.0560", "TQ 345 850", "5 6 2011", "-0.1 51.5 -0.05 51.6"),
        *(str(place % 10) * length for length in range(1, LONGEST_NUMBER + 1)),
    )
