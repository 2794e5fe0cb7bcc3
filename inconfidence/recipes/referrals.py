"""Referrals from outside: checked, taken in, shown to a role, described for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from disclosure import view_for
from forms import json_schema, take_in
from inconfidence.core.canonical import canonical
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem
from inconfidence.recipes import casework
from inconfidence.recipes.disclosing import reader_for, reading_of
from inconfidence.recipes.home import Home
from inconfidence.store import Case

KINDS = ("individual", "group", "location")


def check(files: Sequence[tuple[str, bytes]], today: date) -> None:
    """Check referral files as they would be taken in today, and keep nothing.

    Raises:
        InputInvalid: with the problems of every file, by file and path.
    """
    problems: list[Problem] = []
    for name, content in files:
        try:
            take_in(content, today=today)
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


def show(home: Home, reference: str, audience: str) -> Any:
    """Return what a role, or a person of the case, may see of a referral, as plain data; never who raised it.

    Raises:
        UsageError: there is no such role, or it needs a person.
        NotFound: no such referral or person.
    """
    case = casework.case_of(home, reference)
    referral = casework.current(home, reference, f"referral-{case.kind}")
    view = view_for({"referral": referral}, **reading_of(home, case, reader_for(home, case, audience)))
    return {"referral": json.loads(canonical(view.values.get("referral", {}))), "withheld": list(view.withheld)}


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a kind of referral."""
    return json_schema(f"referral-{kind}")
