"""The audience matrix: for each role and class of information one cell, with its ground.

The data stand in ``matrix.yaml``. A role, a class or a pair that stands nowhere is withheld, and logged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

from forms import read_yaml
from inconfidence.core.errors import Failed

CellKind = Literal["allowed", "own", "consent", "decision", "withheld"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a role may do with a class of information, and on what ground."""

    kind: CellKind
    ground: str


UNKNOWN_CELL = Cell("withheld", "silent: this role or class of information is not in the matrix.")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Roles and classes with their words, the scope of consent each role needs, and every cell."""

    roles: Mapping[str, str]
    classes: Mapping[str, str]
    consent_scopes: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, role: str, information_class: str) -> Cell:
        """Return the cell for a role and a class; withheld when there is none."""
        return self.cells.get((role, information_class), UNKNOWN_CELL)


@cache
def shipped_matrix() -> Matrix:
    """Return the matrix that comes with the product."""
    return matrix_of(read_yaml(files("disclosure") / "matrix.yaml"))


def matrix_of(content: Mapping[str, Any]) -> Matrix:
    """Return the matrix that plain data describe.

    Raises:
        Failed: when a cell has no ground, a role or kind that is not known, or stands twice.
    """
    roles, classes = content["roles"], content["classes"]
    cells: dict[tuple[str, str], Cell] = {}
    for name, entry in classes.items():
        cells.update({(role, name): _cell("withheld", entry["otherwise"], name) for role in roles})
        cells.update(_given_cells(name, entry["cells"], roles))
    return Matrix(
        MappingProxyType({role: entry["words"] for role, entry in roles.items()}),
        MappingProxyType({name: entry["words"] for name, entry in classes.items()}),
        MappingProxyType({role: each["consent_scope"] for role, each in roles.items() if "consent_scope" in each}),
        MappingProxyType(cells),
    )


def _given_cells(name: str, entries: list[Mapping[str, Any]], roles: Mapping[str, Any]) -> dict[tuple[str, str], Cell]:
    given: dict[tuple[str, str], Cell] = {}
    for entry in entries:
        for role in entry["roles"]:
            if role not in roles or (role, name) in given:
                raise Failed(f"The matrix names a role twice, or one it does not have, under {name}.")
            given[role, name] = _cell(entry["cell"], entry["ground"], name)
    return given


def _cell(kind: CellKind, ground: str, name: str) -> Cell:
    if kind not in get_args(CellKind) or not ground.startswith(("L", "silent: ")):
        raise Failed(f"The matrix has a cell without a proper kind or ground under {name}.", hint="Mend matrix.yaml.")
    return Cell(kind, ground)
