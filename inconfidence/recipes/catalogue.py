"""Which papers there are, and whether one may be made now: kind of case and stage, each with its ground."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from generator.template import Template, list_templates, load_template
from inconfidence.core.errors import NotFound, OutOfTurn, UsageError
from inconfidence.store import Case


@cache
def template(name: str) -> Template:
    """Return the shipped template of a kind of paper.

    Raises:
        NotFound: there is no such kind of paper.
    """
    if name not in names():
        raise NotFound("There is no such kind of paper.", hint="`inconfidence document list` names them all.")
    return load_template(files("templates").joinpath(name))


@cache
def names() -> tuple[str, ...]:
    """Return the kinds of paper, in order."""
    return list_templates(files("templates"))


def listing() -> list[dict[str, Any]]:
    """Return what is known of every kind of paper, as plain data for a program to read."""
    return [
        {
            "kind": paper.name,
            "title": paper.title,
            "for": list(paper.roles),
            "cases": list(paper.kinds),
            "stages": list(paper.stages),
            "ground": paper.ground,
            "needs": list(paper.names),
            "signed_by": [field.role for field in paper.signing],
            "goes_out": paper.conformance == "outward",
        }
        for paper in map(template, names())
    ]


def check_turn(paper: Template, case: Case, role: str) -> None:
    """Refuse a paper that may not exist for this case now, or is not for this role.

    Raises:
        OutOfTurn: naming the protocol's line.
        UsageError: the role is none this paper is for.
    """
    if role not in paper.roles:
        raise UsageError(f"{paper.title} is for {', '.join(paper.roles)} only.")
    if case.kind not in paper.kinds:
        raise OutOfTurn(f"{paper.title} is not for {case.kind} cases ({paper.ground}).")
    if case.stage not in paper.stages:
        raise OutOfTurn(
            f"{paper.title} cannot exist while the case is {case.stage} ({paper.ground}).",
            hint=f"It belongs to: {', '.join(paper.stages)}.",
        )
