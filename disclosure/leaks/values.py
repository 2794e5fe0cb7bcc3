"""The values of records and views, each with its path and its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from disclosure.leaks.dates import day_of
from disclosure.view import View
from forms import Field, Record, load_schema
from inconfidence.core.values import Choice

REFERRER = "referrer"


@dataclass(frozen=True, slots=True)
class Standing:
    """A value that stands somewhere, and the field it is ``of``: a text, a date, or the lines of an address."""

    path: str
    of: Field
    value: Any = field(repr=False)

    @property
    def plain_path(self) -> str:
        """Return the path without list positions."""
        return plain(self.path)

    @property
    def words(self) -> str:
        """Return the value as text; lines as lines, a day as ISO 8601."""
        day = day_of(self.value) if self.of.scan == "date" or isinstance(self.value, date) else None
        if day is not None:
            return day.isoformat()
        return "\n".join(self.value) if isinstance(self.value, tuple) else str(self.value)


def plain(path: str) -> str:
    """Return a path without its list positions."""
    return ".".join(step for step in path.split(".") if not step.isdigit())


def standing_in(name: str, record: Record) -> Iterator[Standing]:
    """Yield every value of a record that can be looked for, under the name a template knows the record by.

    What was worked out from other values is left out: they are looked for themselves.
    """
    for each in all_in(fields_under(name, record), record.values, f"{name}." if name != REFERRER else ""):
        if each.of.scan != "none" and not each.of.derive:
            yield each


def fields_under(name: str, record: Record) -> Mapping[str, Field]:
    """Return the fields that stand under a name: the concern has no referrer, and the referrer nothing else."""
    return fields_of_kind(record.kind, record.schema_version, name == REFERRER)


@lru_cache(maxsize=256)
def fields_of_kind(kind: str, version: int, is_referrer: bool) -> Mapping[str, Field]:
    """Return the fields of a kind of record: those of the referrer, or all others."""
    every = load_schema(kind, version).fields.items()
    return MappingProxyType({name: of for name, of in every if (name == REFERRER) == is_referrer})


def all_in(fields: Mapping[str, Field], values: Mapping[str, Any], prefix: str) -> list[Standing]:
    """Return every text and date in ``values``, groups and rows opened; an address in lines is one value."""
    found: list[Standing] = []
    _stand_in(found, fields, values, prefix)
    return found


def values_at(view: View) -> Mapping[str, list[Any]]:
    """Return what a view shows, by path without positions."""
    found: dict[str, list[Any]] = {}
    for name, part in view.values.items():
        _gather(part, name, found)
    return found


def _gather(value: Any, path: str, found: dict[str, list[Any]]) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _gather(inner, f"{path}.{name}", found)
        return
    found.setdefault(path, []).append(value)
    if isinstance(value, tuple):
        for inner in value:
            _gather(inner, path, found)


def _stand_in(found: list[Standing], fields: Mapping[str, Field], values: Mapping[str, Any], prefix: str) -> None:
    for name, of in fields.items():
        if name in values:
            _stand_at(found, of, values[name], f"{prefix}{name}")


def _stand_at(found: list[Standing], of: Field, value: Any, path: str) -> None:
    if of.type == "dict":
        _stand_in(found, of.fields, value, f"{path}.")
    elif of.type == "rows":
        for place, row in enumerate(value):
            _stand_in(found, of.fields, row, f"{path}.{place}.")
    elif of.type == "list" and of.scan != "address":
        for place, inner in enumerate(value):
            _stand_at_once(found, of.item or of, inner, f"{path}.{place}")
    else:
        _stand_at_once(found, of, value, path)


def _stand_at_once(found: list[Standing], of: Field, value: Any, path: str) -> None:
    if value and not isinstance(value, Choice) and isinstance(value, str | date | tuple):
        found.append(Standing(path, of, value))
