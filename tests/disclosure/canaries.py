"""Full records in which every scannable field holds a word, number or address that stands nowhere else.

A canary found in a finished paper tells which field it came from, so that a test can ask whether it may be there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from random import Random
from typing import Any

from benchmarks.documents import full_document
from forms import Field, Record, load_schema, take_in
from forms.schema import kind_of_document

LETTERS = "bcdfghjkmnpqrtvw"
STANDING = {
    "decided_on": "2026-11-05",
    "expires_on": "2027-11-05",
    "revoked_on": {"unknown": "not_asked"},
}
CODE_LETTERS = {"child": "C", "family": "F", "adult": "A", "professional": "P", "invitee": "I"}


@dataclass(frozen=True, slots=True)
class Canary:
    """A field and the value it alone holds; ``code`` is that of the person whose row it stands in."""

    value: str
    field: Field
    code: str = ""


@dataclass(frozen=True, slots=True)
class Aviary:
    """One full record and every canary in it."""

    record: Record
    canaries: tuple[Canary, ...] = field(repr=False)


@cache
def aviary(kind: str, consent: str = "yes", audience: str = "") -> Aviary:
    """Return the full record of a kind (a document kind such as ``survey`` will do), the same each time.

    ``consent`` is the referrer's answer, ``audience`` the role a decision is for.
    """
    document = full_document(kind_of_document(kind) or kind, Random(7))
    if kind in ("survey", "observation", "monitoring", "other"):
        document["kind"] = kind
    schema = load_schema(kind_of_document(kind) or kind)
    canaries: list[Canary] = []
    changed = _group(schema.fields, document, canaries, _words(f"{kind}"), "")
    if "consent" in changed and isinstance(changed["consent"], dict):
        changed["consent"] = {**changed["consent"], **_consent(consent)}
    if kind == "decision":
        changed |= {"audience": audience, "classes": [], "person": {"unknown": "not_asked"}, **STANDING}
    record = take_in(json.dumps({**document, **changed}).encode(), schema.kind)
    return Aviary(record, tuple(canaries))


def _consent(answer: str) -> dict[str, Any]:
    scope = ["family", "attendees", "police"] if answer == "yes" else []
    return {"answer": answer, "scope": scope, "taken_on": "2026-11-05", "withdrawn_on": {"unknown": "not_asked"}}


def _words(seed: str) -> Iterator[str]:
    """Give words of six unusual letters behind a few that say which kind of record they are of."""
    head = "".join(LETTERS[ord(letter) % len(LETTERS)] for letter in seed[-3:])
    for number in count(1):
        digits = (number >> 12, number >> 8, number >> 4, number)
        yield "Zu" + head + "".join(LETTERS[digit % 16] for digit in digits) + "o"


def _group(
    fields: Mapping[str, Field], values: Mapping[str, Any], found: list[Canary], words: Iterator[str], code: str
) -> dict[str, Any]:
    return {
        name: _value(fields[name], value, found, words, code) if name in fields else value
        for name, value in values.items()
    }


def _value(each: Field, value: Any, found: list[Canary], words: Iterator[str], code: str) -> Any:
    if each.type == "dict":
        return _group(each.fields, value, found, words, code)
    if each.type == "rows":
        return [_row(each, row, place, found, words, code) for place, row in enumerate(value)]
    if each.item is not None:
        return [_scalar(each.item, one, found, words, code) for one in value]
    return _scalar(each, value, found, words, code)


def _row(each: Field, row: dict[str, Any], place: int, found: list[Canary], words: Iterator[str], code: str) -> Any:
    own = f"{CODE_LETTERS.get(each.each, 'X')}{place + 1}" if each.each else code
    changed = _group(each.fields, row, found, words, own)
    return {**changed, "code": own} if each.each else changed


def _scalar(each: Field, value: Any, found: list[Canary], words: Iterator[str], code: str) -> Any:
    if each.type != "string" or "regex" in each.rules:
        return value
    made = _made(each, next(words), len(found))
    if made:
        found.append(Canary(made, each, code))
    return made or value


def _made(each: Field, word: str, number: int) -> str:
    shape = each.rules.get("format", "")
    if shape == "phone":
        return f"07700 900{number % 1000:03}"
    if shape == "email":
        return f"{word.lower()}@example.org"
    return "" if shape else word
