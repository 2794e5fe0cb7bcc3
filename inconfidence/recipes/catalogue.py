"""Which papers there are, and whether one may be made now; the rules stand in ``disclosure/papers.yaml``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from disclosure import papers
from disclosure.papers import PaperRule, paper_rule, shipped_papers
from generator.large_print import PRINTS
from generator.template import Template, list_languages, list_templates, load_template
from inconfidence.core.errors import NotFound
from inconfidence.store import Case

FORMATS = ("pdf", "docx", "html")
NOT_MADE = "not made here yet"
"""What is said of a paper that the protocol knows and that this version has no template for."""


@cache
def template(name: str, language: str = "") -> Template:
    """Return the shipped template of a kind of paper, without ``language`` the English one.

    Raises:
        NotFound: there is no such kind of paper, it is not made here yet, or it is not translated.
        OutOfTurn: the translation is out of date.
    """
    rule = paper_rule(name)
    if name not in names():
        raise NotFound(f"{rule.words}: {NOT_MADE}.", hint="`inconfidence document list` says which papers are.")
    return load_template(files("templates").joinpath(name), rule.roles, language)


@cache
def languages(name: str) -> tuple[str, ...]:
    """Return the languages a kind of paper can be made in, English first."""
    return (template(name).language, *list_languages(files("templates").joinpath(name)))


@cache
def names() -> tuple[str, ...]:
    """Return the kinds of paper that can be made, in order."""
    return tuple(name for name in list_templates(files("templates")) if name in shipped_papers())


def listing() -> list[dict[str, Any]]:
    """Return what is known of every kind of paper, made here or not, as plain data for a program to read."""
    return [_row(rule) for _, rule in sorted(shipped_papers().items())]


def check_turn(paper: Template, case: Case, role: str) -> None:
    """Refuse a paper that may not exist for this case now, or is not for this role.

    Raises:
        OutOfTurn: naming the protocol's line.
        UsageError: the role is none this paper is for.
    """
    papers.check_turn(paper_rule(paper.name), case.kind, case.stage, role)


def check_on_record(paper: Template, case: Case, on_record: Collection[str]) -> None:
    """Refuse a paper while something that has to be on record first is not (see ``disclosure.papers.on_record``).

    Raises:
        OutOfTurn: saying what is missing, and naming the protocol's line.
    """
    papers.check_on_record(paper_rule(paper.name), case.kind, on_record)


def _row(rule: PaperRule) -> dict[str, Any]:
    made = template(rule.name) if rule.name in names() else None
    return {
        "kind": rule.name,
        "title": rule.words,
        "for": list(rule.roles),
        "cases": {
            kind: {"stages": list(case.stages), "ground": case.ground} for kind, case in rule.open_cases.items()
        },
        "never": {kind: case.ground for kind, case in rule.cases.items() if not case.stages},
        "stages": _each_once(stage for case in rule.open_cases.values() for stage in case.stages),
        "ground": "; ".join(_each_once(case.ground for case in rule.open_cases.values())),
        "requires": dict(rule.requires),
        **(_of_template(made) if made else UNMADE),
    }


UNMADE: Mapping[str, Any] = {
    "available": False,
    "note": NOT_MADE,
    "needs": [],
    "signed_by": [],
    "goes_out": False,
    "formats": [],
    "prints": [],
    "languages": [],
}


def _of_template(made: Template) -> Mapping[str, Any]:
    return {
        "available": True,
        "note": "",
        "needs": list(made.names),
        "signed_by": [field.role for field in made.signing],
        "goes_out": made.conformance == "outward",
        "formats": list(FORMATS),
        "prints": list(PRINTS),
        "languages": list(languages(made.name)),
    }


def _each_once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
