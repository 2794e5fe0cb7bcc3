"""A record: values that were taken in whole, with nothing left to check and nothing that can change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from types import MappingProxyType
from typing import Any

from forms.schema import Field, load_schema
from inconfidence.core.digest import Digest
from inconfidence.core.values import UNKNOWNS, Choice


@dataclass(frozen=True, slots=True)
class Record:
    """One validated record. ``values`` is frozen all through; ``digest`` is that of ``to_json``."""

    kind: str
    schema_version: int
    values: Mapping[str, Any] = field(repr=False)
    digest: Digest


def to_json(record: Record) -> str:
    """Return a record as the JSON text it can be loaded from again; derived values are left out."""
    return json_text(load_schema(record.kind, record.schema_version).fields, record.values)


def json_text(fields: Mapping[str, Field], values: Mapping[str, Any]) -> str:
    """Return values as canonical JSON text: sorted keys, dates as ISO text, unknowns as ``{"unknown": code}``."""
    plain = plain_values(fields, values)
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def plain_values(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as plain JSON data, without the derived ones; keys the schema does not know stay."""
    known = ((name, fields.get(name), value) for name, value in values.items())
    return {
        name: _plain(each.fields if each else {}, value) for name, each, value in known if not (each and each.derive)
    }


def frozen(value: Any) -> Any:
    """Return plain data as read-only mappings and tuples, all the way down."""
    # Text first, for nearly everything is text.
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return tuple([frozen(inner) for inner in value])
    if isinstance(value, Mapping):
        return MappingProxyType({name: frozen(inner) for name, inner in value.items()})
    return value


def _plain(fields: Mapping[str, Field], value: Any) -> Any:
    if isinstance(value, str):
        return {"unknown": str(value)} if isinstance(value, Choice) and value in UNKNOWNS else value
    if isinstance(value, list | tuple):
        return [_plain(fields, inner) for inner in value]
    if isinstance(value, Mapping):
        return plain_values(fields, value)
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if hasattr(value, "isoformat") else value
