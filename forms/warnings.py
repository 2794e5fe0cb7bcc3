"""Warnings of a record: what looks odd in it and was taken all the same. The record carries nothing of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.doubts import DOUBTS, Around
from forms.record import Record
from forms.schema import Field, load_schema
from forms.words import problem
from inconfidence.core.problems import Problem
from inconfidence.core.values import UNKNOWNS, Choice


def warnings_of(record: Record, council: Record | None = None) -> tuple[Problem, ...]:
    """Return every doubt about a record, by path; what is unknown is never doubted, and no value is repeated.

    With the ``council``'s settings a place outside its borders is told as well.
    """
    around = Around(record.values, council.values if council else {})
    fields = load_schema(record.kind, record.schema_version).fields
    return tuple(sorted(_doubts(fields, record.values, "", around)))


def _doubts(fields: Mapping[str, Field], values: Mapping[str, Any], path: str, around: Around) -> Iterator[Problem]:
    for name, each in fields.items():
        value, here = values[name], f"{path}{name}"
        if each.type == "dict":
            yield from _doubts(each.fields, value, f"{here}.", around)
        elif each.type == "rows":
            for place, row in enumerate(value):
                yield from _doubts(each.fields, row, f"{here}.{place}.", around)
        elif each.warn and not (isinstance(value, Choice) and value in UNKNOWNS):
            code = DOUBTS[each.warn](value, around)
            yield from [problem(here, code)] if code else []
