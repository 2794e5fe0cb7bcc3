"""Which paper may exist, for whom, for which kind of case, in which stage, and what has to be on record first.

The data stand in ``papers.yaml``, each refusal and each permission with its ground: a line of the protocol, or
"silent" and the practice followed. A paper, a role, a kind of case or a stage that stands nowhere is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain
from types import MappingProxyType
from typing import Any

from disclosure.grants import is_known, stands
from forms import Record, read_yaml
from inconfidence.core.errors import Failed, NotFound, OutOfTurn, UsageError

ANY, NEVER = "any", "never"
HARM = "significant_harm"
"""The conclusion of a location assessment after which people may be invited (L91)."""


@dataclass(frozen=True, slots=True)
class CaseRule:
    """For one kind of case: the stages in which a paper may exist (none of them: never), and the ground."""

    stages: tuple[str, ...]
    ground: str


@dataclass(frozen=True, slots=True)
class PaperRule:
    """One paper: what the council calls it, whom it is for, when it may exist, what has to be on record first.

    ``cases`` holds every kind of case; ``requires`` maps the name of each thing on record to its words.
    """

    name: str
    words: str
    roles: tuple[str, ...]
    requires: Mapping[str, str]
    cases: Mapping[str, CaseRule]

    @property
    def open_cases(self) -> Mapping[str, CaseRule]:
        """Return the kinds of case it may exist for at all."""
        return MappingProxyType({kind: rule for kind, rule in self.cases.items() if rule.stages})


@cache
def shipped_papers() -> Mapping[str, PaperRule]:
    """Return the table that comes with the product, by the names of papers."""
    return papers_of(read_yaml(files("disclosure") / "papers.yaml"))


def paper_rule(name: str) -> PaperRule:
    """Return what the table says of a paper.

    Raises:
        NotFound: when it says nothing.
    """
    rule = shipped_papers().get(name)
    if rule is None:
        raise NotFound("There is no such kind of paper.", hint="`inconfidence document list` names them all.")
    return rule


def check_turn(rule: PaperRule, kind: str, stage: str, role: str) -> None:
    """Refuse a paper that may not exist for a ``kind`` of case in its ``stage``, or is not for ``role``.

    Raises:
        OutOfTurn: naming the line of the protocol.
        UsageError: the role is none this paper is for.
    """
    if role not in rule.roles:
        raise UsageError(f"{rule.words} is for {', '.join(rule.roles)} only.")
    case = _case_rule(rule, kind)
    if not case.stages:
        raise OutOfTurn(f"{rule.words} is not for {kind} cases ({case.ground}).")
    if stage not in case.stages:
        raise OutOfTurn(
            f"{rule.words} cannot exist while the case is {stage} ({case.ground}).",
            hint=f"It belongs to: {', '.join(case.stages)}.",
        )


def check_on_record(rule: PaperRule, kind: str, on_record: Collection[str]) -> None:
    """Refuse a paper while something that has to be on record first is not.

    Raises:
        OutOfTurn: saying what is missing, all of it, and naming the line of the protocol.
    """
    missing = [words for name, words in rule.requires.items() if name not in on_record]
    if missing:
        raise OutOfTurn(
            f"{rule.words} needs on record {', and '.join(missing)} ({_case_rule(rule, kind).ground}).",
            hint="Put it on record, then ask for the paper again.",
        )


def shown_by(rule: PaperRule, record: str) -> frozenset[str]:
    """Return which of the things a paper requires would be shown by a record of this name."""
    return frozenset(each for each in rule.requires if each in SHOWN_BY and SHOWN_BY[each][0] == record)


def _case_rule(rule: PaperRule, kind: str) -> CaseRule:
    if kind not in rule.cases:
        raise OutOfTurn(f"{rule.words} is not for a kind of case the table of papers does not have (silent: refused).")
    return rule.cases[kind]


def on_record(records: Mapping[str, Record], *, role: str, on: date) -> frozenset[str]:
    """Return which of the things a paper may require the ``records`` it is to be filled from show, on a day.

    A signed agreement is no record of a case but a file that has to verify: whoever judged it adds ``agreement``.
    """
    return frozenset(
        name for name, (kind, shows) in SHOWN_BY.items() if kind in records and shows(records[kind].values, role, on)
    )


def _is_approved(values: Mapping[str, Any], role: str, on: date) -> bool:
    day = values["approved_on"]
    return is_known(values["approved_by"]) and isinstance(day, date) and day <= on


def _is_approved_for(values: Mapping[str, Any], role: str, on: date) -> bool:
    # A letter is written to a family: it need not say so, but one that says another reader is not for this one.
    return _is_approved(values, role, on) and (values["approved_for"] == role or not is_known(values["approved_for"]))


def _stands_for(values: Mapping[str, Any], role: str, on: date) -> bool:
    return values["audience"] == role and stands(values, on)


def _by_its(day: str) -> Callable[[Mapping[str, Any], str, date], bool]:
    """Return whether a record's own day has come; its form takes none without who and when."""
    return lambda values, role, on: isinstance(values[day], date) and values[day] <= on


def _found_harm(values: Mapping[str, Any], role: str, on: date) -> bool:
    return bool(values["conclusion"]["answer"] == HARM)


SHOWN_BY: Mapping[str, tuple[str, Callable[[Mapping[str, Any], str, date], bool]]] = MappingProxyType(
    {
        "decision": ("decision", _stands_for),
        "task_approved": ("task", _is_approved),
        "task_screened": ("task", _is_approved),
        "words_approved": ("letter", _is_approved_for),
        "conclusion": ("conference", _found_harm),
        "own_copy": ("copy", _by_its("release_date")),
        "held": ("attendance", _by_its("held_on")),
        "agreed": ("plan", _by_its("approved_on")),
        "recalled": ("recall", _by_its("decided_on")),
        "returned": ("papers_returned", _by_its("returned_on")),
        "disposed": ("disposal", _by_its("destroyed_on")),
    }
)
"""What on record is shown by which kind of record."""


def papers_of(content: Mapping[str, Any]) -> Mapping[str, PaperRule]:
    """Return the table that plain data describe.

    Raises:
        Failed: naming a paper that leaves out a kind of case or has it twice, knows a stage that kind never
            reaches, asks for something that has no words, or gives no proper ground.
    """
    stages, on_record = content["stages"], content["on_record"]
    return MappingProxyType({name: _rule(name, entry, stages, on_record) for name, entry in content["papers"].items()})


def _rule(
    name: str, entry: Mapping[str, Any], stages: Mapping[str, list[str]], on_record: Mapping[str, str]
) -> PaperRule:
    kinds = sorted(chain.from_iterable(case["kinds"] for case in entry["cases"]))
    required = entry.get("requires", [])
    if kinds != sorted(stages) or not set(required) <= set(on_record) or not entry["roles"]:
        raise _wrong(name, "needs a role, every kind of case once, and only what on_record has words for")
    cases = {kind: _case(name, case, stages[kind]) for case in entry["cases"] for kind in case["kinds"]}
    return PaperRule(
        name,
        entry["words"],
        tuple(entry["roles"]),
        MappingProxyType({each: on_record[each] for each in required}),
        MappingProxyType({kind: cases[kind] for kind in stages}),
    )


def _case(name: str, case: Mapping[str, Any], reached: list[str]) -> CaseRule:
    given = {ANY: reached, NEVER: []}.get(case["stages"]) if isinstance(case["stages"], str) else case["stages"]
    if given is None or not set(given) <= set(reached):
        raise _wrong(name, "knows a stage that a case of that kind never reaches")
    if not case["ground"].startswith(("L", "silent: ")):
        raise _wrong(name, "has a ground that is neither a line of the protocol nor silent")
    return CaseRule(tuple(given), case["ground"])


def _wrong(name: str, fault: str) -> Failed:
    return Failed(f"The table of papers is not right: {name} {fault}.", hint="Mend disclosure/papers.yaml.")
