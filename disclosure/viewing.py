"""From records to what one reader may see.

Every field is decided by its schema alone (class, whose it is) and never by its value, so that what is withheld
cannot be told from what is absent, and the number of withheld entries does not show. A group or a list is shown only
where its own class is allowed and something in it may be shown.

A referral is two things: the concern, under ``referral``, and who raised it, under ``referrer``. A paper gets the
second only by asking for it by name, and then only if the matrix allows it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from disclosure.matrix import UNKNOWN_CELL, Cell, Matrix, shipped_matrix
from disclosure.view import View
from forms import Field, Record, load_schema
from inconfidence.core.digest import digest_of_data
from inconfidence.core.values import UNKNOWNS, Choice

log = logging.getLogger(__name__)
REFERRER = "referrer"
REFERRAL_NAMES = ("referral", REFERRER)
NOBODY: Mapping[str, str] = MappingProxyType({})
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one field is in a view, or is not. ``path`` has no list positions."""

    path: str
    information_class: str
    whose: str
    cell: Cell
    shown: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """All that decides, beside the field itself."""

    matrix: Matrix
    role: str
    reader: str
    never: frozenset[str]
    owners: Mapping[str, str]
    consents: frozenset[str]


def view_for(
    records: Mapping[str, Record],
    *,
    role: str,
    reader: str,
    never: frozenset[str] = frozenset(),
    owners: Mapping[str, str] = NOBODY,
    matrix: Matrix | None = None,
) -> View:
    """Return what ``reader`` in ``role`` may see of ``records``, named as a template names them.

    ``owners`` says, for each "whose", the reference of the person these records are about; ``never`` lists classes
    the paper may not carry whoever reads it. ``matrix`` is the shipped one when not given.

    Raises:
        ValueError: when a record stands under a name that is not its own.
    """
    found = explain(records, role=role, reader=reader, never=never, owners=owners, matrix=matrix)
    shown = {each.path for each in found if each.shown}
    kept = {name: _kept_part(name, record, shown) for name, record in records.items()}
    values = MappingProxyType({name: part for name, part in kept.items() if part})
    withheld = tuple(sorted(each.path for each in found if not each.shown))
    return View(role, reader, values, withheld, digest_of_data({"role": role, "reader": reader, "values": values}))


def explain(
    records: Mapping[str, Record],
    *,
    role: str,
    reader: str,
    never: frozenset[str] = frozenset(),
    owners: Mapping[str, str] = NOBODY,
    matrix: Matrix | None = None,
) -> tuple[Explanation, ...]:
    """Return for each field of ``records`` why this reader sees it or does not, in the order of the forms."""
    rules = matrix or shipped_matrix()
    parts = [_part(name, record) for name, record in records.items()]
    reading = _Reading(rules, role, reader, never, owners, _consents(records))
    found = tuple(line for prefix, fields, _ in parts for line in _lines(reading, fields, prefix, ""))
    strange = sum(line.cell is UNKNOWN_CELL for line in found)
    if strange:
        log.warning("%d fields withheld: their class or the reader's role is not in the matrix", strange)
    return found


def _part(name: str, record: Record) -> tuple[str, Mapping[str, Field], Mapping[str, Any]]:
    """Return what stands under ``name``: how its paths begin, its fields, its values.

    The concern never holds the referrer, nor the reverse. The referrer is a group of the form, with its own class.
    """
    fields = load_schema(record.kind, record.schema_version).fields
    is_referral = record.kind.startswith("referral-")
    if is_referral != (name in REFERRAL_NAMES) or (not is_referral and name != record.kind):
        raise ValueError(f"a {record.kind} record cannot stand under the name {name}")
    if name == REFERRER:
        return "", {REFERRER: fields[REFERRER]}, record.values
    own = {each: field for each, field in fields.items() if not is_referral or each != REFERRER}
    return f"{name}.", own, record.values


def _kept_part(name: str, record: Record, shown: set[str]) -> Mapping[str, Any]:
    prefix, fields, values = _part(name, record)
    kept = _kept(fields, values, prefix, shown)
    return kept.get(REFERRER, NOTHING) if name == REFERRER else kept


def _lines(reading: _Reading, fields: Mapping[str, Field], prefix: str, closed: str) -> Iterator[Explanation]:
    for name, each in fields.items():
        cell = reading.matrix.cell(reading.role, each.information_class)
        refusal = closed or _refusal(reading, each, cell)
        inner = tuple(_lines(reading, each.fields, f"{prefix}{name}.", refusal and "It stands in what is withheld."))
        if each.fields and not refusal and not any(line.shown for line in inner):
            refusal = "Nothing in it may be shown."
        reason = refusal or _REASONS[cell.kind]
        yield Explanation(f"{prefix}{name}", each.information_class, each.whose, cell, not refusal, reason)
        yield from inner


_REASONS = {
    "allowed": "This role may see it.",
    "own": "It is the reader's own.",
    "consent": "The referrer has consented to this, and the consent stands.",
}


def _refusal(reading: _Reading, each: Field, cell: Cell) -> str:
    """Return why this field is withheld, or nothing when it may be shown."""
    if each.information_class in reading.never:
        return "This paper may never carry it."
    if cell.kind == "own":
        mine = bool(reading.reader) and reading.owners.get(each.whose) == reading.reader
        return "" if mine else "It is not this reader's own."
    if cell.kind == "consent":
        scope = reading.matrix.consent_scopes.get(reading.role)
        return "" if scope in reading.consents else "No recorded consent covers this, or it was withdrawn."
    if cell.kind == "decision":
        return "No assessor's decision to share it is recorded."
    return "" if cell.kind == "allowed" else "This role may not see it."


def _consents(records: Mapping[str, Record]) -> frozenset[str]:
    """Return the scopes the referrer has consented to: a yes, with who took it and when, and not withdrawn."""
    referrals = {record.digest: record for name, record in records.items() if name in REFERRAL_NAMES}
    if len(referrals) > 1:
        raise ValueError("referral and referrer have to be parts of one record: consent covers no other")
    given = [record.values["consent"] for record in referrals.values()]
    standing = [consent for consent in given if _stands(consent)]
    return frozenset(str(scope) for consent in standing for scope in consent["scope"])


def _stands(consent: Mapping[str, Any]) -> bool:
    taken_by = consent["taken_by"]
    recorded = isinstance(consent["taken_on"], date) and not (isinstance(taken_by, Choice) and taken_by in UNKNOWNS)
    return consent["answer"] == "yes" and recorded and not isinstance(consent["withdrawn_on"], date)


def _kept(fields: Mapping[str, Field], values: Mapping[str, Any], prefix: str, shown: set[str]) -> Mapping[str, Any]:
    paths = {name: f"{prefix}{name}" for name in fields}
    return MappingProxyType(
        {
            name: _kept_value(each, values[name], paths[name], shown)
            for name, each in fields.items()
            if paths[name] in shown
        }
    )


def _kept_value(each: Field, value: Any, path: str, shown: set[str]) -> Any:
    if each.type == "dict":
        return _kept(each.fields, value, f"{path}.", shown)
    if each.type == "rows":
        return tuple(_kept(each.fields, row, f"{path}.", shown) for row in value)
    return value
