"""Taking in: untrusted bytes become a frozen record, or every problem at once.

1. Size and UTF-8 before anything is read; 2. JSON with repeated names and deep nesting refused; 3. the kind, from
the document; 4. text tidied and values read; 5. every rule of the schema, by a validator made for this one document;
6. all problems raised together, by path; 7. only then derived values, freezing and the digest.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from forms.derived import with_derived
from forms.normalise import normalised
from forms.record import Record, frozen, json_text, plain_values
from forms.schema import Schema, kind_of_document, kinds, load_schema
from forms.validator import StrictValidator
from forms.words import problem, problems_of, shown_path
from inconfidence.core.digest import digest_of
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

SIZE_MOST = 1_048_576
"""Bytes: a referral of the longest texts the forms allow is under a fifth of this."""
DEPTH_MOST = 10
"""Levels of lists and groups: the deepest form has six."""


class _Repeats(dict[str, Any]):
    """An object of the JSON text in which a name stood twice."""

    twice: tuple[str, ...] = ()


def take_in(content: bytes, kind: str | None = None, *, today: date | None = None) -> Record:
    """Return the record in a JSON document; ``kind`` is the kind expected, when one is.

    ``today`` is the day in London: what has happened cannot be later. Without it no day is judged to be to come.

    Raises:
        InputInvalid: with every problem, by path, with its remedy.
    """
    document, faults = _object_in(content)
    schema = _schema_of(document, kind)
    return _checked(schema, _without_kind(schema, document), faults, today)


def record_of(kind: str, values: Mapping[str, Any], *, today: date | None = None) -> Record:
    """Return a record of values made by the program itself (dates as dates), through the same checks.

    Raises:
        InputInvalid: with every problem, by path.
    """
    schema = load_schema(kind)
    return _checked(schema, json.loads(json_text(schema.fields, _without_kind(schema, values))), [], today)


def amended(record: Record, changes: Mapping[str, Any], *, today: date | None = None) -> Record:
    """Return ``record`` with top-level values replaced or added (its reference, when it was received), checked anew.

    Raises:
        InputInvalid: with every problem, by path.
    """
    schema = load_schema(record.kind, record.schema_version)
    return _checked(schema, json.loads(json_text(schema.fields, {**record.values, **changes})), [], today)


def record_from_stored(kind: str, version: int, content: str) -> Record:
    """Return the record that ``to_json`` wrote, under the version of the schema it was taken in by.

    That nothing in it lay in the future was judged on the day it was taken in.

    Raises:
        InputInvalid: when what was stored no longer satisfies that version.
    """
    document, faults = _object_in(content.encode("utf-8", "surrogatepass"))
    return _checked(load_schema(kind, version), document, faults, None)


def council_settings(content: bytes) -> Record:
    """Return the settings of ``council.toml``.

    Raises:
        InputInvalid: with every problem, by path, with its remedy.
    """
    try:
        document = tomllib.loads(_text(content))
    except tomllib.TOMLDecodeError as error:
        raise _refusal([problem("", "not-toml", place=_toml_place(str(error)))]) from None
    except RecursionError:
        raise _refusal([problem("", "too-deep", limit=DEPTH_MOST)]) from None
    except ValueError:
        # A whole number of thousands of digits, which Python does not read.
        raise _refusal([problem("", "not-a-number")]) from None
    schema = load_schema("council")
    return _checked(schema, plain_values({}, document), [], None)


def _checked(schema: Schema, document: Mapping[str, Any], faults: list[Problem], today: date | None) -> Record:
    values = normalised(schema.fields, document)
    judge = StrictValidator(schema.rules, today=today)
    if not judge.validate(values) or faults:
        raise _refusal([*faults, *problems_of(schema, judge._errors)])
    complete = with_derived(schema.fields, values)
    digest = digest_of(json_text(schema.fields, complete).encode())
    return Record(schema.kind, schema.version, frozen(complete), digest)


def _refusal(faults: list[Problem]) -> InputInvalid:
    count = "One problem" if len(faults) == 1 else f"{len(faults)} problems"
    message = f"{count} in what was sent; nothing was kept."
    return InputInvalid(message, sorted(faults), hint="Mend them and send again.")


def _text(content: bytes) -> str:
    if len(content) > SIZE_MOST:
        raise _refusal([problem("", "too-big", limit=SIZE_MOST // 1024)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refusal([problem("", "not-utf-8")]) from None


def _object_in(content: bytes) -> tuple[Mapping[str, Any], list[Problem]]:
    """Return the object in a JSON text, with a problem for every name that stands in it twice."""
    document = _document(content)
    faults = sorted(set(_structure_faults(document, ()))) if isinstance(document, dict | list) else []
    if not isinstance(document, Mapping) or any(fault.code == "too-deep" for fault in faults):
        raise _refusal(faults or [problem("", "not-a-group")])
    return document, faults


def _document(content: bytes) -> Any:
    text = _text(content)
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _refusal([problem("", "not-json", place=f"line {error.lineno}, column {error.colno}")]) from None
    except RecursionError:
        raise _refusal([problem("", "too-deep", limit=DEPTH_MOST)]) from None
    except ValueError:
        # NaN and Infinity, and a whole number of thousands of digits, which Python does not read.
        raise _refusal([problem("", "not-a-number")]) from None


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = _Repeats(pairs)
    if len(made) == len(pairs):
        return dict(pairs)
    times = Counter(name for name, _ in pairs)
    made.twice = tuple(name for name, count in times.items() if count > 1)
    return made


def _structure_faults(value: Any, path: tuple[object, ...]) -> Iterator[Problem]:
    if len(path) > DEPTH_MOST:
        yield problem(shown_path(path[:2]), "too-deep", limit=DEPTH_MOST)
        return
    if isinstance(value, _Repeats):
        yield from (problem(shown_path((*path, name)), "repeated") for name in value.twice)
    for step, each in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(each, dict | list):
            yield from _structure_faults(each, (*path, step))


def _without_kind(schema: Schema, document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the document without the name of its kind, where the kind is not itself one of the answers."""
    return document if "kind" in schema.fields else {name: value for name, value in document.items() if name != "kind"}


def _schema_of(document: Mapping[str, Any], expected: str | None) -> Schema:
    named = document.get("kind", expected)
    kind = kind_of_document(named) if isinstance(named, str) else None
    if kind is None:
        raise _refusal([problem("kind", "unknown-kind", options=", ".join(kinds()))])
    if expected is not None and expected not in (kind, named):
        raise _refusal([problem("kind", "wrong-kind")])
    return load_schema(kind)


def _toml_place(message: str) -> str:
    # tomllib tells the place in its words only, between them and the faulty value it may be repeating.
    found = re.search(r"\(at (line [0-9]+, column [0-9]+)\)$", message)
    return found[1] if found else "the end"
