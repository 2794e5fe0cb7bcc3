"""From records to what one reader may see.

Every field is decided by its schema and by what was granted, never by its value, so that what is withheld cannot be
told from what is absent. Of a list of people, one a row, a reader whose own it may be gets the entries under their
own codes; nothing that is shown, no number, label or order, tells whether there are others. What stands in a
group or a list is shown only where the group's own class is open too.

A referral is two things: the concern, under ``referral``, and who raised it, under ``referrer``. A paper gets the
second only by asking for it by name, and then only if the matrix allows it. Every other record stands under the name
of its kind, a hyphen written as an underscore.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from disclosure.grants import (
    REFERRAL_NAMES,
    REFERRER,
    Asked,
    grants_on,
    is_one_of,
    relied_on,
    standing_decisions,
)
from disclosure.matrix import ANY_KIND, Cell, Matrix, shipped_matrix
from disclosure.ruling import Part, Ruling, Rulings, fields_of, rulings_on
from disclosure.small_counts import suppressed
from disclosure.view import View
from forms import Record
from inconfidence.core.digest import digest_of_data

log = logging.getLogger(__name__)
NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one field is in a view, or is not, in words for people. ``path`` has no list positions.

    ``cell`` is the matrix's, with its ground; ``relied`` the digests of the consent or decisions it rests on.
    """

    path: str
    information_class: str
    whose: str
    cell: Cell
    shown: bool
    reason: str
    relied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A named part of a record with what was decided about it."""

    part: Part
    record: Record
    rulings: Rulings


def view_for(
    records: Mapping[str, Record],
    *,
    role: str,
    reader: str,
    kind: str = ANY_KIND,
    never: frozenset[str] = frozenset(),
    owners: Mapping[str, str] = NONE,
    persons: frozenset[str] = frozenset(),
    decisions: tuple[Record, ...] = (),
    on: date | None = None,
    policy: Mapping[str, str] = NONE,
    matrix: Matrix | None = None,
) -> View:
    """Return what ``reader`` in ``role`` may see of ``records``, named as a template names them.

    ``kind`` is the kind of case; while it is not known, only what is the same for every kind is shown. ``never`` lists
    classes the paper may not carry whoever reads it. ``owners`` says, for each "whose", the reference of the person
    these records are about; ``persons`` are the codes the reader stands under in the case, with those of the children
    they act for. ``decisions`` are those of the case and ``on`` is today: without it no consent and no decision
    stands. ``policy`` holds the council's settings, ``matrix`` the shipped one when not given.

    Raises:
        ValueError: when a record stands under a name that is not its own, the referral is of another kind than the
            case or comes in two versions, or a policy is not one of the matrix.
    """
    asked = Asked(role, reader, kind, never, owners, persons, tuple(decisions), on, policy, matrix or shipped_matrix())
    standing, parts = _decided(asked, records)
    kept = {each.part.name: _kept_part(asked, each) for each in parts}
    values = MappingProxyType({name: part for name, part in kept.items() if part})
    withheld = tuple(sorted(path for part in parts for path in part.rulings.withheld))
    digest = digest_of_data({"role": role, "reader": reader, "values": values})
    return View(role, reader, values, withheld, digest, _relied(standing, parts))


def explain(
    records: Mapping[str, Record],
    *,
    role: str,
    reader: str,
    kind: str = ANY_KIND,
    never: frozenset[str] = frozenset(),
    owners: Mapping[str, str] = NONE,
    persons: frozenset[str] = frozenset(),
    decisions: tuple[Record, ...] = (),
    on: date | None = None,
    policy: Mapping[str, str] = NONE,
    matrix: Matrix | None = None,
) -> tuple[Explanation, ...]:
    """Return for each field of ``records`` why this reader sees it or does not, in the order of the forms.

    Raises:
        ValueError: as ``view_for``, whose arguments these are.
    """
    asked = Asked(role, reader, kind, never, owners, persons, tuple(decisions), on, policy, matrix or shipped_matrix())
    standing, parts = _decided(asked, records)
    return tuple(_explained(standing, part.record, each) for part in parts for each in part.rulings.all)


def _decided(asked: Asked, records: Mapping[str, Record]) -> tuple[tuple[Record, ...], tuple[_Part, ...]]:
    named = [(_part(name, record), record) for name, record in records.items()]
    standing = standing_decisions(asked, records)
    parts = tuple(
        _Part(part, record, rulings_on(asked.matrix, part, grants_on(asked, standing, record)))
        for part, record in named
    )
    not_decided = sum(part.rulings.not_decided for part in parts)
    if not_decided:
        log.warning("%d fields withheld: their class, the role or the kind of case is not in the matrix", not_decided)
    return standing, parts


def _part(name: str, record: Record) -> Part:
    """Return which part of ``record`` stands under ``name``; by another name it would be decided by other classes."""
    proper = REFERRAL_NAMES if record.kind.startswith("referral-") else (record.kind.replace("-", "_"),)
    if name not in proper:
        raise ValueError(f"a {record.kind} record cannot stand under the name {name}")
    return Part(name, record.kind, record.schema_version)


def _relied(standing: tuple[Record, ...], parts: tuple[_Part, ...]) -> tuple[str, ...]:
    found = {
        digest
        for part in parts
        for basis, information_class in part.rulings.relying
        for digest in relied_on(standing, basis, information_class, part.record)
    }
    return tuple(sorted(found))


def _explained(standing: tuple[Record, ...], record: Record, each: Ruling) -> Explanation:
    own = each.field
    relied = relied_on(standing, each.basis, own.information_class, record)
    return Explanation(each.path, own.information_class, own.whose, each.cell, each.shown, each.reason, relied)


def _kept_part(asked: Asked, each: _Part) -> Mapping[str, Any]:
    kept = _kept(each.rulings.top, each.record.values, asked.persons)
    if each.rulings.counts and asked.role not in asked.matrix.exact_counts:
        # After what is withheld has gone: what nobody sees must not change what is shown.
        kept = suppressed(fields_of(each.part), kept)
    inner: Mapping[str, Any] = kept.get(REFERRER, NONE) if each.part.name == REFERRER else kept
    return inner


def _kept(rulings: tuple[Ruling, ...], values: Mapping[str, Any], persons: frozenset[str]) -> Mapping[str, Any]:
    return MappingProxyType(
        {each.field.name: _kept_value(each, values[each.field.name], persons) for each in rulings if each.basis}
    )


def _kept_value(each: Ruling, value: Any, persons: frozenset[str]) -> Any:
    if each.field.type == "dict":
        return _kept(each.inner, value, persons)
    if each.field.type == "rows":
        rows = [row for row in value if is_one_of(persons, row["code"])] if each.basis == "entries" else value
        return tuple(_kept(each.inner, row, persons) for row in rows)
    return value
