"""How long things are kept, as data: ``retention.yaml``, checked when it is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

LONGEST_YEARS = 200
SHIPPED = Path(__file__).parent / "retention.yaml"


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """One class of record: ``years`` from the ``trigger``, or None where no rule is known."""

    name: str
    title: str
    years: int | None
    trigger: str
    ground: str

    def review_on(self, triggered_on: date) -> date | None:
        """Return the day a person reviews what was triggered on a day; None: no rule, so a decision is needed.

        A period from 29 February ends on 1 March in other years, so that nothing is reviewed too early.
        """
        if self.years is None:
            return None
        year = triggered_on.year + self.years
        try:
            return triggered_on.replace(year=year)
        except ValueError:
            return date(year, 3, 1)


def load_retention_classes(path: Path = SHIPPED) -> dict[str, RetentionClass]:
    """Return the retention classes of a file, by name.

    Raises:
        InputInvalid: the file is not what it should be; every fault is listed.
    """
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        data = None
    if not isinstance(data, dict) or not data:
        raise InputInvalid("The retention classes could not be read.", hint="Start from the file shipped with this.")
    problems = [problem for name, rule in data.items() for problem in _problems(str(name), rule)]
    if problems:
        raise InputInvalid("The retention classes hold faults.", problems, hint="Mend each of them.")
    return {name: RetentionClass(name=name, **rule) for name, rule in data.items()}


def _problems(name: str, rule: Any) -> list[Problem]:
    wanted = {field.name for field in fields(RetentionClass)} - {"name"}
    if not isinstance(rule, Mapping) or set(rule) != wanted:
        return [Problem(name, "keys", "It has other keys than a class has.", f"Give {', '.join(sorted(wanted))}.")]
    years = rule["years"]
    faults = []
    if years is not None and (
        isinstance(years, bool) or not isinstance(years, int) or not 0 <= years <= LONGEST_YEARS
    ):
        faults.append(
            Problem(f"{name}.years", "years", "It is not a number of years.", f"Give 0 to {LONGEST_YEARS}, or null.")
        )
    for key in sorted(wanted - {"years"}):
        if not isinstance(rule[key], str) or not rule[key].strip():
            faults.append(Problem(f"{name}.{key}", "words", "It says nothing.", "Give it in words."))
    return faults
