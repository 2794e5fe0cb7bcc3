"""The same schemas as JSON Schema 2020-12, for those who fill them from another system.

Each property carries ``x-information-class``, ``x-whose``, ``x-scan`` and ``x-asked-of``; ``x-each`` where every entry
is one person, ``x-people`` where a number counts people. What JSON Schema cannot say (check digits, one date not
before another, an answer needed because of another) stays in words and is judged by ``take_in``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from forms.normalise import DATE, TIME
from forms.schema import LINE_MOST, LIST_MOST, TEXT_MOST, Field, load_schema
from inconfidence.core.values import UNKNOWNS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
UNKNOWN = {
    "type": "object",
    "properties": {"unknown": {"enum": list(UNKNOWNS)}},
    "required": ["unknown"],
    "additionalProperties": False,
}
TYPES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "string": {"type": "string"},
        "integer": {"type": "integer"},
        "boolean": {"type": "boolean"},
        "date": {"type": "string", "format": "date", "pattern": f"^{DATE.pattern}$"},
        "time": {"type": "string", "pattern": f"^{TIME.pattern}$"},
        "datetime": {"type": "string", "description": "ISO 8601; London time when no zone is given."},
    }
)
BOUNDS = MappingProxyType({"min": "minimum", "max": "maximum", "minlength": "minLength", "maxlength": "maxLength"})


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of ``kind`` in its newest version.

    Raises:
        NotFound: when there is no such kind.
    """
    schema = load_schema(kind)
    return {
        "$schema": DIALECT,
        "$id": f"urn:in-confidence:{kind}:v{schema.version}",
        "title": schema.title,
        **_with_kind(kind, _object(schema.fields)),
    }


def _with_kind(kind: str, made: dict[str, Any]) -> dict[str, Any]:
    """Add the name of the kind, by which a document is known, where it is not one of the answers."""
    return {**made, "properties": {"kind": {"const": kind, "title": "Kind of record"}, **made["properties"]}}


def _object(fields: Mapping[str, Field]) -> dict[str, Any]:
    asked = {name: each for name, each in fields.items() if not each.derive}
    return {
        "type": "object",
        "properties": {name: _property(each) for name, each in asked.items()},
        "required": [name for name, each in asked.items() if each.required],
        "additionalProperties": False,
    }


def _property(each: Field) -> dict[str, Any]:
    marks = {
        "title": each.label,
        "description": each.hint,
        "x-information-class": each.information_class,
        "x-whose": each.whose,
        "x-scan": each.scan,
        "x-asked-of": each.asked_of,
        "x-each": each.each,
        "x-people": each.people,
    }
    return {**{name: mark for name, mark in marks.items() if mark}, **_shape(each)}


def _shape(each: Field) -> dict[str, Any]:
    if each.type == "dict":
        return _object(each.fields)
    if each.item is not None:
        return {**_list_bounds(each), "items": _scalar(each.item)}
    if each.type == "rows":
        return {**_list_bounds(each), "items": _object(each.fields)}
    known = each.required or each.default is not None
    return _scalar(each) if known else {"anyOf": [_scalar(each), UNKNOWN]}


def _list_bounds(each: Field) -> dict[str, Any]:
    # The rows a form always shows count, given or not.
    shown = sum(len(codes) for codes in each.first_rows.values())
    most = each.rules.get("maxlength", LIST_MOST) - shown
    once = {"uniqueItems": True} if each.rules.get("distinct") else {}
    return {"type": "array", "maxItems": most, "minItems": int(each.required), **once}


def _scalar(each: Field) -> dict[str, Any]:
    if each.type == "choice":
        return {"oneOf": [{"const": code, "title": words} for code, words in each.options.items()]}
    bounds = {BOUNDS[rule]: value for rule, value in each.rules.items() if rule in BOUNDS}
    if each.type == "string":
        most = TEXT_MOST if each.rules.get("lines") else LINE_MOST
        pattern = {"pattern": f"^(?:{each.rules['regex']})$"} if "regex" in each.rules else {}
        bounds = {"minLength": int(not each.rules.get("empty", False)), "maxLength": most, **bounds, **pattern}
    return {**TYPES[each.type], **bounds}
