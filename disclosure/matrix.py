"""The audience matrix: for each role, class of information and kind of case one cell, with its ground.

The data stand in ``matrix.yaml``. A role, a class, a kind of case or a combination that stands nowhere is withheld.
Roles and classes are listed here as well, so that one the data forgot is a fault and not a silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

from forms import read_yaml
from inconfidence.core.errors import Failed

CellKind = Literal["allowed", "own", "consent", "decision", "withheld"]
CASE_KINDS = ("individual", "group", "location")
ANY_KIND = ""
"""Stands for a kind of case that is not known: only what is the same for all three kinds holds."""
ROLES = (
    *("fast", "assessor", "admin", "chair", "records", "referrer", "task_holder", "monitoring_holder", "family"),
    *("adult_of_concern", "public", "invitee", "representative", "attendee", "police", "court", "lado"),
    *("other_authority", "inspectorate", "interpreter", "councillor", "advocate"),
)
CLASSES = (
    *("paper", "council_public", "receipt", "handling", "case_reference", "triage", "narrative", "child_identity"),
    *("child_detail", "family_detail", "safe_address", "group_detail", "adult_of_concern", "professional"),
    *("place_detail", "referrer_identity", "referrer_contact", "referrer_consent", "stakeholder", "screening"),
    *("involvement", "assessment", "assessment_conclusion", "need_to_know", "decision", "task", "task_form"),
    *("task_holder", "task_return", "staff_contact", "family_letter", "conference_arrangements"),
    *("conference_invited", "conference_findings", "conference_plan", "attendance", "invitee", "representative"),
    *("agreement", "copy"),
)
GROUND = re.compile(r"L[1-9][0-9]?\b.|silent: \w")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a role may do with a class of information, and on what ground."""

    kind: CellKind
    ground: str


UNKNOWN_CELL = Cell("withheld", "silent: this role, class or kind of case is not in the matrix.")
KIND_NOT_KNOWN = Cell("withheld", "silent: this differs by kind of case, and the kind of this case is not known.")
NOT_DECIDED = (UNKNOWN_CELL, KIND_NOT_KNOWN)
"""Cells nobody wrote down: what falls on them is withheld and logged."""


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Every cell by (role, class, kind of case), and what belongs to it.

    ``roles`` and ``classes`` give the words of each; ``consent_scopes`` the scope of consent a role needs;
    ``exact_counts`` the roles that see small numbers of people; ``policies`` the words of each setting of a policy,
    the first being the one that holds when a council says nothing. Two matrices are the same only when they are one.
    """

    roles: Mapping[str, str]
    classes: Mapping[str, str]
    consent_scopes: Mapping[str, str]
    exact_counts: frozenset[str]
    policies: Mapping[str, Mapping[str, str]]
    cells: Mapping[tuple[str, str, str], Cell]

    def cell(self, role: str, information_class: str, kind: str) -> Cell:
        """Return the cell; withheld when there is none.

        A kind of "" is a kind not known: the cell is then the one all three kinds share, or withheld.
        """
        if kind != ANY_KIND:
            return self.cells.get((role, information_class, kind), UNKNOWN_CELL)
        each = [self.cells.get((role, information_class, one), UNKNOWN_CELL) for one in CASE_KINDS]
        if len({cell.kind for cell in each}) > 1:
            return KIND_NOT_KNOWN
        if len(set(each)) == 1:
            return each[0]
        return Cell(each[0].kind, " / ".join(dict.fromkeys(cell.ground for cell in each)))


@cache
def shipped_matrix() -> Matrix:
    """Return the matrix that comes with the product."""
    return matrix_of(read_yaml(files("disclosure") / "matrix.yaml"))


def matrix_of(content: Mapping[str, Any]) -> Matrix:
    """Return the matrix that plain data describe.

    Raises:
        Failed: when a cell has no ground, or a role or kind that is not known, or stands twice; when a role or class
            has a name that is not known, or stands nowhere.
    """
    roles, classes = content["roles"], content["classes"]
    cells: dict[tuple[str, str, str], Cell] = {}
    for name, entry in classes.items():
        otherwise = _cell("withheld", entry["otherwise"], name)
        cells.update({(role, name, kind): otherwise for role in roles for kind in CASE_KINDS})
        cells.update(_given_cells(name, entry["cells"]))
    _refuse_gaps(roles, classes)
    return Matrix(
        MappingProxyType({role: entry["words"] for role, entry in roles.items()}),
        MappingProxyType({name: entry["words"] for name, entry in classes.items()}),
        MappingProxyType({role: each["consent_scope"] for role, each in roles.items() if "consent_scope" in each}),
        frozenset(role for role, entry in roles.items() if entry.get("counts") == "exact"),
        MappingProxyType({name: MappingProxyType(words) for name, words in content["policies"].items()}),
        MappingProxyType(cells),
    )


def _given_cells(name: str, entries: list[Mapping[str, Any]]) -> dict[tuple[str, str, str], Cell]:
    given: dict[tuple[str, str, str], Cell] = {}
    for entry in entries:
        cell = _cell(entry["cell"], entry["ground"], name)
        for place in _places(name, entry):
            if place in given:
                raise Failed(f"The matrix has two cells for one role and kind of case under {name}.")
            given[place] = cell
    return given


def _places(name: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    kinds = entry.get("kinds", CASE_KINDS)
    if not set(entry["roles"]) <= set(ROLES) or not set(kinds) <= set(CASE_KINDS):
        raise Failed(f"The matrix names a role or kind of case there is not, under {name}.", hint="Mend matrix.yaml.")
    yield from ((role, name, kind) for role in entry["roles"] for kind in kinds)


def _cell(kind: Any, ground: str, name: str) -> Cell:
    if kind not in get_args(CellKind) or not GROUND.match(ground):
        raise Failed(f"The matrix has a cell without a proper kind or ground under {name}.", hint="Mend matrix.yaml.")
    return Cell(kind, ground)


def _refuse_gaps(roles: Mapping[str, Any], classes: Mapping[str, Any]) -> None:
    """Refuse a role or class that is listed nowhere in the data, or that nobody knows."""
    for known, given in ((ROLES, roles), (CLASSES, classes)):
        odd = set(known) ^ set(given)
        if odd:
            raise Failed(f"The matrix lacks, or should not have: {', '.join(sorted(odd))}.", hint="Mend matrix.yaml.")
    placed = {role for entry in classes.values() for each in entry["cells"] for role in each["roles"]}
    if placed != set(ROLES):
        raise Failed("The matrix has a role without any cell.", hint="Mend matrix.yaml.")
