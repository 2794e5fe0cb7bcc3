"""From what JSON can say to what a record holds: text tidied, dates and choices made of text, gaps filled.

What cannot be read is left as it came, for the validator to name. What is absent and optional becomes
"not asked", a list becomes empty, a group gets its fields; so a complete record has no holes. Doing it to a
complete record changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from types import MappingProxyType
from typing import Any

from forms.characters import tidy
from forms.schema import LIST_MOST, Field
from inconfidence.core.clock import LONDON
from inconfidence.core.values import UNKNOWNS, Choice, unknown

DATE = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(r"[0-9]{2}:[0-9]{2}")
MOMENT = re.compile(DATE.pattern + "[T ]" + TIME.pattern + r"(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
ABSENT = object()


def normalised(fields: Mapping[str, Field], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``raw`` with every value of ``fields`` read and every optional gap filled; unknown keys stay."""
    known = {name: _value(each, raw.get(name, ABSENT)) for name, each in fields.items() if not each.derive}
    present = {name: value for name, value in known.items() if value is not ABSENT}
    return {**raw, **present}


def _value(each: Field, raw: Any) -> Any:
    if raw is ABSENT:
        return _absent(each)
    if each.type in READERS:
        return READERS[each.type](each, raw)
    return _scalar(each, raw)


def _absent(each: Field) -> Any:
    if each.type == "dict":
        return normalised(each.fields, {})
    if each.required:
        return ABSENT
    if each.type == "rows":
        return _rows(each, [])
    if each.type == "list":
        return []
    return unknown("not_asked") if each.default is None else _scalar(each, each.default)


def _scalar(each: Field, raw: Any) -> Any:
    if isinstance(raw, str):
        text = tidy(raw)
        return SCALAR_READERS[each.type](each, text) if each.type in SCALAR_READERS else text
    code = _unknown_code(raw)
    return raw if code is None or (each.required and code not in each.options) else unknown(code)


def _unknown_code(raw: Any) -> str | None:
    if not isinstance(raw, Mapping) or set(raw) != {"unknown"}:
        return None
    code = raw["unknown"]
    return code if isinstance(code, str) and code in UNKNOWNS else None


def _choice(each: Field, text: str) -> str:
    return Choice(text, each.options[text]) if text in each.options else text


def _date(_: Field, text: str) -> date | str:
    return _read(date.fromisoformat, text) if DATE.fullmatch(text) else text


def _time(_: Field, text: str) -> time | str:
    return _read(time.fromisoformat, text) if TIME.fullmatch(text) else text


def _moment(_: Field, text: str) -> datetime | str:
    return _read(_in_utc, text) if MOMENT.fullmatch(text) else text


def _in_utc(text: str) -> datetime:
    # A time without a zone is what a clock on a London wall shows.
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)


def _read(reader: Callable[[str], Any], text: str) -> Any:
    try:
        return reader(text)
    except (ValueError, OverflowError):
        return text


def _group(each: Field, raw: Any) -> Any:
    return normalised(each.fields, raw) if isinstance(raw, Mapping) else raw


def _rows(each: Field, raw: Any) -> Any:
    return [_group(each, row) for row in [*raw, *_not_given(each, raw)]] if _can_be_read(each, raw) else raw


def _not_given(each: Field, rows: Sequence[Any]) -> list[dict[str, str]]:
    """Return the rows the form always shows and nobody filled in, to stand behind the others until all are judged.

    At the head, where they are shown in the end, they would shift the places that problems name.
    """
    return [
        {by: code}
        for by, codes in each.first_rows.items()
        for code in codes
        if not any(isinstance(row, Mapping) and row.get(by) == code for row in rows)
    ]


def _list(each: Field, raw: Any) -> Any:
    item = each.item
    return [_scalar(item, value) for value in raw] if item and _can_be_read(each, raw) else raw


def _can_be_read(each: Field, raw: Any) -> bool:
    # A list of half a million entries is refused for its length; reading each first would take seconds.
    return isinstance(raw, list | tuple) and len(raw) <= each.rules.get("maxlength", LIST_MOST)


READERS: Mapping[str, Callable[[Field, Any], Any]] = MappingProxyType({"dict": _group, "rows": _rows, "list": _list})
SCALAR_READERS: Mapping[str, Callable[[Field, str], Any]] = MappingProxyType(
    {"choice": _choice, "date": _date, "time": _time, "datetime": _moment}
)
