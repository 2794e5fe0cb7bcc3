"""Who reads a paper: a role and, where papers are one person's own, which person of the case.

Written as ``ROLE`` or ``ROLE:PERSON``. A person is a code the council gave (F1, C2, A1) or, of those invited, a
number: never a name. ``inconfidence case show`` lists them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from disclosure import shipped_matrix
from forms import Record, load_schema
from inconfidence.core.errors import NotFound, UsageError
from inconfidence.core.values import UNKNOWNS

PERSONS_OF = {"family": ("child", "family"), "adult_of_concern": ("adult",)}
"""Roles that are one person of the referral, and the lists of the referral such a person stands in."""
BY_NUMBER = ("invitee", "attendee", "representative")
"""Roles that are one person of the list of those invited."""
TASKS = ("survey", "observation", "monitoring", "other")
WITH_TASK = ("task_holder", "monitoring_holder", "public")
"""Roles whose papers are those of one task."""
WHOSE = {"monitoring_holder": "task_holder", "attendee": "invitee", "adult_of_concern": "adult"}
"""Whose a record is, where the role that reads it has another name."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader of one case.

    ``reference`` is what their papers are filed under (for a person of the referral their code), ``audience`` the role
    and person as asked for, ``persons`` the codes of the people whose own data theirs is, ``owners`` whose records
    they are (see ``disclosure.view_for``), ``label`` their number as it may stand in a file name, ``task`` the task
    that is theirs.
    """

    role: str
    reference: str
    audience: str
    persons: frozenset[str] = frozenset()
    owners: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a referral by code: in which list they stand, and for which children they act."""

    code: str
    whose: str
    acts_for: frozenset[str] = frozenset()


def split(audience: str) -> tuple[str, str]:
    """Return role and person of ``ROLE`` or ``ROLE:PERSON``; no person is "".

    Raises:
        UsageError: there is no such role.
    """
    role, _, person = audience.partition(":")
    if role not in shipped_matrix().roles:
        raise UsageError("There is no such role.", hint=f"The roles are: {', '.join(sorted(shipped_matrix().roles))}.")
    return role, person.upper() if role in PERSONS_OF else person


def in_role(role: str, *, reference: str = "", label: str = "") -> Reader:
    """Return whoever reads in a role; ``reference`` is theirs where they have one."""
    own = reference or role
    return Reader(
        role, own, role if not label else f"{role}:{label}", owners={WHOSE.get(role, role): own}, label=label
    )


def with_task(role: str, task: str) -> Reader:
    """Return whoever holds a task of a case, or answers its form."""
    own = f"{role}-{task}"
    return Reader(role, own, f"{role}:{task}", owners={WHOSE.get(role, role): own}, task=task)


def one_of(referral: Record, role: str, code: str) -> Reader:
    """Return one person of a referral as the reader of their own papers.

    Without a code, the only person there is.

    Raises:
        UsageError: the role needs a person and there are several, or takes none.
        NotFound: no person of that code stands in this referral.
    """
    found = {each.code: each for each in people_of(referral) if each.whose in PERSONS_OF[role]}
    if not code and len(found) == 1:
        code = next(iter(found))
    if not code:
        raise UsageError(f"Say which person: {', '.join(f'{role}:{each}' for each in found) or 'none is recorded'}.")
    if code not in found:
        raise NotFound("No person of that code and role stands in this referral.", hint="`case show` lists the codes.")
    persons = frozenset({code}) | found[code].acts_for
    # No label: F2 in the name of a file would tell its reader that there is an F1.
    return Reader(role, code, f"{role}:{code}", persons, {WHOSE.get(role, role): code})


def people_of(referral: Record) -> Iterator[Person]:
    """Give every person a referral lists, by code."""
    for name, each in load_schema(referral.kind, referral.schema_version).fields.items():
        if each.each:
            yield from (_person(each.each, row) for row in referral.values[name] if row["code"] not in UNKNOWNS)


def address_of(referral: Record, code: str) -> tuple[str, ...]:
    """Return the lines of the address on file for one person of a referral; none where none is."""
    return tuple(row_of(referral, code).get("address", ()))


def row_of(referral: Record, code: str) -> Mapping[str, Any]:
    """Return what a referral says of one person by code; nothing where nobody has that code."""
    lists = [each.name for each in load_schema(referral.kind, referral.schema_version).fields.values() if each.each]
    return next((row for name in lists for row in referral.values[name] if row["code"] == code), {})


def _person(whose: str, row: Mapping[str, Any]) -> Person:
    acts_for = row.get("acts_for", ())
    return Person(str(row["code"]), whose, frozenset(map(str, acts_for)))
