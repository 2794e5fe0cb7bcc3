"""Changes to a full record in nothing but what one reader may not see: value, presence, length, number of entries."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Any

from forms import Field, Record, load_schema, take_in, to_json
from inconfidence.core.errors import InputInvalid

HOSTILE = (
    "Mehmet Yıldız",
    "O’Brien-Şahin & Sons <b>",
    "{{ referrer.name }} {% raw %}",
    "محمد علی",
    "שרה גרינפעלד",
    "Nguyễn Thị Hương",
    "রহিমা বেগম",
    "王小明",
    "Zoë " * 30,
    "a",
)
UNKNOWN = {"unknown": "withheld"}


def changed(record: Record, withheld: frozenset[str], others: Callable[[Any], bool], random: Random) -> Record:
    """Return ``record`` changed in some places whose paths are ``withheld``, and still valid.

    ``others`` says of a row about a person whether it is somebody else's.
    """
    document = json.loads(to_json(record))
    fields = load_schema(record.kind, record.schema_version).fields
    for _ in range(random.randint(1, 12)):
        tried = copy.deepcopy(document)
        places = list(_places(fields, tried, "", withheld, others))
        if places and random.randint(0, 3):
            each, holder = random.choice(places)
            _change(each, holder, random)
        else:
            _take_one_away(fields, tried, others, random)
        document = tried if _is_valid(record, tried) else document
    return take_in(json.dumps({"kind": _kind(record), **document}).encode())


def _take_one_away(
    fields: Mapping[str, Field], document: dict[str, Any], others: Callable[[Any], bool], random: Random
) -> None:
    """Take somebody else's row out of a list of people."""
    lists = [name for name, each in fields.items() if each.each and any(map(others, document[name]))]
    if lists:
        name = random.choice(lists)
        gone = random.choice([place for place, row in enumerate(document[name]) if others(row)])
        document[name] = [row for place, row in enumerate(document[name]) if place != gone]


def _kind(record: Record) -> str:
    return str(record.values.get("kind", record.kind))


def _is_valid(record: Record, document: Mapping[str, Any]) -> bool:
    try:
        take_in(json.dumps({"kind": _kind(record), **document}).encode(), record.kind)
    except InputInvalid:
        return False
    return True


def _places(
    fields: Mapping[str, Field],
    values: dict[str, Any],
    prefix: str,
    withheld: frozenset[str],
    others: Callable[[Any], bool],
) -> Iterator[tuple[Field, dict[str, Any]]]:
    """Give every field that is withheld or holds something withheld, with the mapping it stands in."""
    for name, each in fields.items():
        path = f"{prefix}{name}"
        if each.derive or each.name == "code":
            continue
        if path in withheld:
            yield each, values
        elif each.type == "dict":
            yield from _places(each.fields, values[name], f"{path}.", withheld, others)
        elif each.type == "rows":
            yield from _in_rows(each, values, f"{path}.", withheld, others)


def _in_rows(
    each: Field, values: dict[str, Any], prefix: str, withheld: frozenset[str], others: Callable[[Any], bool]
) -> Iterator[tuple[Field, dict[str, Any]]]:
    for row in values[each.name]:
        if each.each and others(row):
            yield from ((inner, row) for inner in each.fields.values() if not inner.derive)
        else:
            yield from _places(each.fields, row, prefix, withheld, others)


def _change(each: Field, values: dict[str, Any], random: Random) -> None:
    """Give a field another value of its kind, or none."""
    if each.name == "code" or not random.randint(0, 4):
        values[each.name] = UNKNOWN if each.type not in ("dict", "rows", "list") else values[each.name]
        return
    if each.type == "dict":
        inner = [one for one in each.fields.values() if not one.derive]
        _change(random.choice(inner), values[each.name], random)
    elif each.type in ("rows", "list"):
        values[each.name] = _other_length(values[each.name], random)
    else:
        values[each.name] = _other_scalar(each, random)


def _other_length(entries: Sequence[Any], random: Random) -> list[Any]:
    if not entries or random.randint(0, 1):
        return list(entries[: random.randint(0, len(entries))])
    again = (
        {key: value for key, value in entries[-1].items() if key != "code"} if isinstance(entries[-1], dict) else ""
    )
    return [*entries, again] if again else list(entries)


def _other_scalar(each: Field, random: Random) -> Any:
    if each.type == "choice":
        return random.choice(list(each.options))
    if each.type == "integer":
        return random.randint(each.rules.get("min", 0), min(each.rules.get("max", 90), 90))
    if each.type == "string":
        return random.choice(HOSTILE)[: each.rules.get("maxlength", 200)]
    return {"boolean": False, "date": "2025-02-03", "datetime": "2025-02-03T04:05:00+00:00", "time": "04:05"}[
        each.type
    ]
