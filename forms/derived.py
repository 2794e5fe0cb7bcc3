"""Values a record works out for itself: nobody is asked for them, and they cannot disagree with what they come from.

A schema names one of these with ``derive:``. Each takes the whole record, the group or row it stands in, and the
row's place in its list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from functools import partial
from itertools import groupby
from string import ascii_uppercase
from types import MappingProxyType
from typing import Any

from forms.formats import phone_digits
from forms.partial_dates import ages_on, read_partial_date
from forms.schema import Field
from inconfidence.core.clock import london_date, working_days_after
from inconfidence.core.values import UNKNOWNS, Choice, unknown

Derivation = Callable[[Mapping[str, Any], Mapping[str, Any], int], Any]
HOURS = 24
FIRST_HOUR = 6
"""A day of the grid runs from 6am, so that an evening and the small hours after it stand in one row."""
YES = Choice("yes", "Yes")
NO = Choice("no", "No")
DAYS = MappingProxyType(
    {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday"}
    | {"sat": "Saturday", "sun": "Sunday"}
)
PRECISIONS = MappingProxyType({"day": "The day", "month": "The month", "year": "The year", "estimated": "An estimate"})
TERMS = MappingProxyType(
    {"term": "in term time", "holiday": "in the school holidays", "both": "in term time and in the school holidays"}
)


def with_derived(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return validated values with everything the schema derives put in its place."""
    return _filled(fields, values, values, 0)


def _filled(
    fields: Mapping[str, Field], values: Mapping[str, Any], root: Mapping[str, Any], place: int
) -> dict[str, Any]:
    filled = {name: _inner(each, values.get(name), root) for name, each in fields.items() if not each.derive}
    made = {name: DERIVATIONS[each.derive](root, values, place) for name, each in fields.items() if each.derive}
    return {name: made[name] if name in made else filled[name] for name in fields}


def _inner(each: Field, value: Any, root: Mapping[str, Any]) -> Any:
    if each.type == "dict":
        return _filled(each.fields, value, root, 0)
    if each.type == "rows":
        rows = _with_first_rows(each, value)
        return [_filled(each.fields, row, root, place) for place, row in enumerate(rows)]
    return value


def _with_first_rows(each: Field, rows: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Return ``rows`` with those the form always shows moved to the head; ``normalised`` has put them there."""
    for by, codes in each.first_rows.items():
        given = {row[by]: row for row in reversed(rows)}
        first = [given[code] for code in codes]
        rows = [*first, *(row for row in rows if not any(row is one for one in first))]
    return rows


def _is_known(value: Any) -> bool:
    return not (isinstance(value, Choice) and value in UNKNOWNS)


def _letter(place: int) -> str:
    return ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)


def _young_person(_: Mapping[str, Any], __: Mapping[str, Any], place: int) -> str:
    return f"Young person {_letter(place)}"


def _adult(_: Mapping[str, Any], __: Mapping[str, Any], place: int) -> str:
    return f"Adult {place + 1}"


def _span(least: Any, most: Any) -> Any:
    known = [number for number in (least, most) if _is_known(number)]
    if not known:
        return least
    return str(known[0]) if known[0] == known[-1] else f"{known[0]} to {known[-1]}"


def _possible_age(record: Mapping[str, Any], person: Mapping[str, Any], _: int) -> Any:
    """Return the ages the caller gave; without any, those that fit the date of birth on the day of receipt."""
    born, received = person.get("dob"), record["received"]
    said = _is_known(person["age_from"]) or _is_known(person["age_to"])
    if said or not isinstance(received, datetime) or born is None or not _is_known(born):
        return _span(person["age_from"], person["age_to"])
    ages = ages_on(born, london_date(received))
    return _span(*ages) if ages else unknown("not_known")


def _group_size(_: Mapping[str, Any], group: Mapping[str, Any], __: int) -> Any:
    return _span(group["size_from"], group["size_to"])


def _children_named(record: Mapping[str, Any], _: Mapping[str, Any], __: int) -> Choice:
    return YES if any(_is_known(person["name"]) for person in record["people"]) else NO


def _decision_due(record: Mapping[str, Any], _: Mapping[str, Any], __: int) -> Any:
    received = record["received"]
    return working_days_after(london_date(received), 1) if isinstance(received, datetime) else unknown("not_known")


def _precision(name: str, _: Mapping[str, Any], row: Mapping[str, Any], __: int) -> Choice:
    """Return how exactly the day under ``name`` is known; an age makes a day of birth an estimate."""
    if not _is_known(row[name]):
        return unknown(row[name])
    told = read_partial_date(row[name])
    code = told.precision if told else "estimated"
    return Choice(code, PRECISIONS[code])


def _day_known(name: str, _: Mapping[str, Any], row: Mapping[str, Any], __: int) -> Any:
    """Return the day under ``name`` where the very day is known, else an unknown: it is never made up."""
    if not _is_known(row[name]):
        return unknown(row[name])
    told = read_partial_date(row[name])
    return told.earliest if told and told.precision == "day" else unknown("not_known")


def _phone_digits(_: Mapping[str, Any], row: Mapping[str, Any], __: int) -> Any:
    return phone_digits(row["phone"]) if _is_known(row["phone"]) else unknown(row["phone"])


def _uprn_number(_: Mapping[str, Any], row: Mapping[str, Any], __: int) -> Any:
    """Return a UPRN as a number: with and without leading noughts it is the same property."""
    return int(row["uprn"]) if _is_known(row["uprn"]) else unknown(row["uprn"])


def _feature_words(_: Mapping[str, Any], row: Mapping[str, Any], __: int) -> Any:
    return row["words"] if row["code"] == "other" and _is_known(row["words"]) else row["code"].label


def _row_day(day: str, hour: int) -> str:
    codes = list(DAYS)
    return codes[(codes.index(day) - (hour < FIRST_HOUR)) % len(codes)]


def _slots(spell: Mapping[str, Any]) -> set[tuple[str, int]]:
    """Return the cells a spell touches, as (row day, hours after 6am). An end before the start is the next morning."""
    start, end = spell["from"], spell["to"]
    first, last = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    length = (last - first) % (HOURS * 60) or 1
    hours = range(start.hour, (first + length - 1) // 60 + 1)
    # An hour of the small hours belongs to the evening before it, whichever day the spell began on.
    days = [(_day_after(spell["day"], hour // HOURS), hour % HOURS) for hour in hours]
    return {(_row_day(day, hour), (hour - FIRST_HOUR) % HOURS) for day, hour in days}


def _day_after(day: str, count: int) -> str:
    codes = list(DAYS)
    return codes[(codes.index(day) + count) % len(codes)]


def _grid_span(times: Sequence[Mapping[str, Any]]) -> tuple[set[tuple[str, int]], range]:
    cells = {cell for spell in times for cell in _slots(spell)}
    hours = [hour for _, hour in cells]
    return cells, range(min(hours), max(hours) + 1) if hours else range(0)


def _grid(_: Mapping[str, Any], patterns: Mapping[str, Any], __: int) -> list[dict[str, Any]]:
    cells, span = _grid_span(patterns["times"])
    return [
        {"day": words, "cells": [int((code, hour) in cells) for hour in span]} for code, words in DAYS.items() if span
    ]


def _grid_hours(_: Mapping[str, Any], patterns: Mapping[str, Any], __: int) -> list[str]:
    hours = [hour + FIRST_HOUR for hour in _grid_span(patterns["times"])[1]]
    return [_hour_words(hour % HOURS, hour >= HOURS) for hour in hours]


def _hour_words(hour: int, next_day: bool) -> str:
    return clock_words(time(hour)) + (" next day" if next_day else "")


def clock_words(moment: time) -> str:
    """Return a time of day as people say it: ``6:30pm``, ``4pm``, ``12 noon``, ``12 midnight``."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "12 noon" if moment.hour else "12 midnight"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def _sentence(_: Mapping[str, Any], patterns: Mapping[str, Any], __: int) -> Any:
    times = sorted(patterns["times"], key=lambda spell: (spell["from"], spell["to"], list(DAYS).index(spell["day"])))
    if not times:
        return unknown("not_asked")
    spells = groupby(times, key=lambda spell: (spell["from"], spell["to"]))
    words = [f"{_days([spell['day'] for spell in same])}, {_hours(*ends)}" for ends, same in spells]
    return f"{'; '.join(words)}; {TERMS.get(patterns['term'], 'whether in term time or holidays is not known')}."


def _days(codes: Sequence[str]) -> str:
    names = [f"{DAYS[code]}s" for code in dict.fromkeys(codes)]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _hours(start: time, end: time) -> str:
    return f"{clock_words(start)} to {clock_words(end)}"


DERIVATIONS: Mapping[str, Derivation] = MappingProxyType(
    {
        "young_person": _young_person,
        "adult": _adult,
        "possible_age": _possible_age,
        "group_size": _group_size,
        "children_named": _children_named,
        "decision_due": _decision_due,
        "dob_precision": partial(_precision, "dob"),
        "dob_day": partial(_day_known, "dob"),
        "last_seen_precision": partial(_precision, "last_seen"),
        "last_seen_day": partial(_day_known, "last_seen"),
        "phone_digits": _phone_digits,
        "uprn_number": _uprn_number,
        "feature_words": _feature_words,
        "grid": _grid,
        "grid_hours": _grid_hours,
        "sentence": _sentence,
    }
)
