"""What opens a field to one reader: what is their own, a consent, a decision, a policy. Each stands whole, or not.

A consent stands with the answer yes, a scope that covers the role, who took it, when, in which wording, and until it
is withdrawn; it covers the referrer of its own record and no other (L75). A decision stands for its audience, for the
person it names if it names one, from its day to the day it expires, unless it was revoked (L85). Without today's date
nothing stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.matrix import Matrix
from forms import Record
from inconfidence.core.values import UNKNOWNS, Choice

REFERRER = "referrer"
REFERRAL_NAMES = ("referral", REFERRER)
DECISION = "decision"
NEED_TO_KNOW = "need_to_know"
PROFESSIONAL_REFERRERS = "professional_referrers"
NOT_FOR_THEM = "It is a decision for another reader, or one that does not stand."
BY_CODE = frozenset({"child", "family", "adult"})
"""Whose data stand under a person's code in a case, so that a whole record is one person's only if it says whose."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One reader's question: who they are, in which case, and all that is on record for them (see ``view_for``)."""

    role: str
    reader: str
    kind: str
    never: frozenset[str]
    owners: Mapping[str, str]
    persons: frozenset[str]
    decisions: tuple[Record, ...]
    on: date | None
    policy: Mapping[str, str]
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Grants:
    """All that decides about one record beside its schema: equal grants show the same fields of every such record.

    ``owned`` says whose whole record is the reader's own, ``by_code`` whether the reader has entries of lists,
    ``opened`` the classes a decision opens, ``closed`` why all of the record is withheld, or nothing.
    """

    role: str
    kind: str
    never: frozenset[str]
    owned: frozenset[str]
    by_code: bool
    consented: bool
    named: bool
    opened: frozenset[str]
    closed: str


def standing_decisions(asked: Asked, records: Mapping[str, Record]) -> tuple[Record, ...]:
    """Return the decisions of the case that stand for this reader today.

    Raises:
        ValueError: ``referral`` and ``referrer`` are parts of two records, a referral is of another kind than the
            case, a decision is another kind of record, or a policy is not one of the matrix.
    """
    _check_policy(asked)
    _check_referral(asked, records)
    if any(each.kind != DECISION for each in asked.decisions):
        raise ValueError("a decision is a record of that kind")
    return tuple(each for each in asked.decisions if _decided(asked, each.values))


def grants_on(asked: Asked, standing: tuple[Record, ...], record: Record) -> Grants:
    """Return what opens the fields of ``record`` to the reader, ``standing`` being the decisions that stand."""
    opened = frozenset(str(name) for each in standing for name in each.values["classes"])
    closed = ""
    if record.kind == DECISION and not _reads_decisions(asked, opened):
        closed = "" if record in standing else NOT_FOR_THEM
        opened = frozenset({NEED_TO_KNOW})
    return Grants(
        asked.role,
        asked.kind,
        asked.never,
        _owned(asked, record),
        bool(asked.persons),
        _consented(asked, record.values.get("consent")),
        asked.policy.get(PROFESSIONAL_REFERRERS) == "named" and _by_a_professional(record.values.get(REFERRER)),
        opened,
        closed,
    )


def stands(decision: Mapping[str, Any], on: date | None) -> bool:
    """Tell whether a decision of these values stands ``on`` a day: first and last day counted, and not revoked."""
    last = decision["expires_on"]
    expired = on is None or not isinstance(last, date) or last < on
    return _has_come(on, decision["decided_on"]) and not expired and not _has_ended(on, decision["revoked_on"])


def relied_on(standing: tuple[Record, ...], basis: str, information_class: str, record: Record) -> tuple[str, ...]:
    """Return the digests of what opened a class in ``record`` on ``basis``: its own consent, decisions, or nothing."""
    if basis == "consent":
        return (str(record.digest),)
    if basis != DECISION:
        return ()
    opening = (record,) if record in standing else _opening(standing, information_class)
    return tuple(str(each.digest) for each in opening)


def is_known(value: Any) -> bool:
    """Tell whether a value was given: a blank, or one of the four unknowns, was not."""
    return value is not None and not (isinstance(value, Choice) and value in UNKNOWNS)


def is_one_of(persons: frozenset[str], code: Any) -> bool:
    """Tell whether a person's code is one of the reader's; a code that was not given is nobody's."""
    return is_known(code) and code in persons


def _owned(asked: Asked, record: Record) -> frozenset[str]:
    """Return whose data in ``record``, taken whole, are the reader's own.

    A reader known by codes owns what is a child's, a family's or an adult's only in a record that names one of their
    codes as its person: a paper about two families is neither's.
    """
    mine = frozenset(whose for whose, owner in asked.owners.items() if asked.reader and owner == asked.reader)
    return mine if not asked.persons or is_one_of(asked.persons, record.values.get("person")) else mine - BY_CODE


def _opening(standing: tuple[Record, ...], information_class: str) -> tuple[Record, ...]:
    return tuple(each for each in standing if information_class in each.values["classes"])


def _check_referral(asked: Asked, records: Mapping[str, Record]) -> None:
    referrals = {record.digest: record.kind for name, record in records.items() if name in REFERRAL_NAMES}
    if len(referrals) > 1:
        raise ValueError("referral and referrer have to be parts of one record: consent covers no other")
    if asked.kind and set(referrals.values()) - {f"referral-{asked.kind}"}:
        raise ValueError("the referral is of another kind than its case")


def _check_policy(asked: Asked) -> None:
    for name, setting in asked.policy.items():
        if setting not in asked.matrix.policies.get(name, ()):
            raise ValueError("a policy, or its setting, is not one of the matrix")


def _by_a_professional(referrer: Any) -> bool:
    return isinstance(referrer, Mapping) and referrer.get("capacity") == "professional"


def _consented(asked: Asked, consent: Any) -> bool:
    """Tell whether the consent a record carries covers this reader; it is its own referrer's and no other's."""
    scope = asked.matrix.consent_scopes.get(asked.role)
    if scope is None or not isinstance(consent, Mapping):
        return False
    whole = consent["answer"] == "yes" and scope in consent["scope"]
    recorded = is_known(consent["taken_by"]) and is_known(consent["wording_version"])
    begun = _has_come(asked.on, consent["taken_on"])
    return whole and recorded and begun and not _has_ended(asked.on, consent["withdrawn_on"])


def _decided(asked: Asked, decision: Mapping[str, Any]) -> bool:
    return decision["audience"] == asked.role and _is_for(asked, decision["person"]) and stands(decision, asked.on)


def _is_for(asked: Asked, person: Any) -> bool:
    """Tell whether a decision is for this reader, by their own code or reference.

    What is for a child is not for whoever acts for the child. A person who is there but not told leaves nobody it is
    for.
    """
    return _was_left_out(person) or (is_known(person) and person == asked.reader)


def _has_come(on: date | None, day: Any) -> bool:
    return on is not None and isinstance(day, date) and day <= on


def _has_ended(on: date | None, ended: Any) -> bool:
    """Tell whether a consent or decision was taken back by ``on``; taken back on a day nobody can tell, it was."""
    return not _was_left_out(ended) and (_has_come(on, ended) or not isinstance(ended, date))


def _was_left_out(value: Any) -> bool:
    """Tell whether nothing was said, not even that it is not known."""
    return value is None or value == "not_asked"


def _reads_decisions(asked: Asked, opened: frozenset[str]) -> bool:
    cell = asked.matrix.cell(asked.role, DECISION, asked.kind)
    return cell.kind == "allowed" or (cell.kind == DECISION and DECISION in opened)
