"""Referrals from outside: checked, taken in, shown to a role, described for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from disclosure import shipped_matrix, view_for
from forms import json_schema, take_in
from inconfidence.core.digest import canonical
from inconfidence.core.errors import InputInvalid, UsageError
from inconfidence.core.problems import Problem
from inconfidence.recipes import casework
from inconfidence.recipes.home import Home
from inconfidence.store import Case

KINDS = ("individual", "group", "location")


def check(files: Sequence[tuple[str, bytes]]) -> None:
    """Check referral files and keep nothing.

    Raises:
        InputInvalid: with the problems of every file, by file and path.
    """
    problems: list[Problem] = []
    for name, content in files:
        try:
            take_in(content)
        except InputInvalid as refusal:
            label = f"{name}: " if len(files) > 1 else ""
            problems += [
                Problem(f"{label}{each.path}", each.code, each.message, each.remedy) for each in refusal.problems
            ]
    if problems:
        raise InputInvalid(f"{len(problems)} problem(s).", problems, hint="Mend them all, then check again.")


def add(home: Home, content: bytes) -> Case:
    """Take a referral in from the command line; the same one again returns the case it opened."""
    return casework.take_in_referral(home, content, by="command-line")


def show(home: Home, reference: str, role: str) -> Any:
    """Return what ``role`` may see of a referral, as plain data; the referrer's part is never in it.

    Raises:
        UsageError: there is no such role.
        NotFound: no such referral.
    """
    if role not in shipped_matrix().roles:
        raise UsageError("There is no such role.", hint=f"The roles are: {', '.join(sorted(shipped_matrix().roles))}.")
    case = casework.case_of(home, reference)
    referral = casework.current(home, reference, f"referral-{case.kind}")
    view = view_for({"referral": referral}, role=role, reader="")
    return {"referral": json.loads(canonical(view.values.get("referral", {}))), "withheld": list(view.withheld)}


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a kind of referral."""
    return json_schema(f"referral-{kind}")
