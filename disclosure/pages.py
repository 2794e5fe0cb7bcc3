"""The matrix and the table of papers as pages: a records officer reads here who may see what, when, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from disclosure.matrix import CASE_KINDS, Cell, Matrix, shipped_matrix
from disclosure.papers import PaperRule, shipped_papers

CELL_WORDS = {
    "allowed": "yes",
    "own": "only their own",
    "consent": "with the referrer's consent",
    "decision": "by an assessor's decision",
    "withheld": "no",
}
LEGEND = {
    "yes": "The role sees it.",
    "only their own": "Entries of a list that are about the reader, and records that are theirs. Nothing tells them "
    "whether there are others.",
    "with the referrer's consent": "A recorded yes that covers this role, with who took it, when and in which "
    "wording, and not after it is withdrawn. It opens a name, never an address or a telephone number.",
    "by an assessor's decision": "A named assessor's recorded decision with its reason and exact words, from its day "
    "to the day it expires, unless it was revoked. Without one: no.",
    "no": "The role does not see it.",
}
PAPERS_HEAD = """# Which paper, and when

Made from the table of papers (`disclosure/papers.yaml`); do not edit this page. A paper asked for out of turn is
refused with the ground given here. What stands nowhere here, a paper, a role, a kind of case or a stage, is refused.
"""
HEAD = """# Who may see what

Made from the audience matrix (`disclosure/matrix.yaml`); do not edit this page. A ground is a line of the protocol
(L75), or "silent": the protocol does not say, and the practice followed is given.

**What stands nowhere here is withheld, and noted in the log: a role, a class of information or a kind of case that
is not known gets nothing.** A paper may leave out more than its reader may see; it never shows more.
"""


def matrix_rows(matrix: Matrix | None = None) -> list[dict[str, str]]:
    """Return every cell as one row: role, class, kind (of case), cell, ground."""
    rules = matrix or shipped_matrix()
    return [
        {"role": role, "class": name, "kind": kind, "cell": cell.kind, "ground": cell.ground}
        for role in rules.roles
        for name in rules.classes
        for kind, cell in _by_kind(rules, role, name)
    ]


def matrix_page(matrix: Matrix | None = None) -> str:
    """Return the matrix as Markdown: what the words mean, each role, what is withheld from whom, the policies."""
    rules = matrix or shipped_matrix()
    lines = [HEAD, *_legend(), *_policies(rules)]
    for role in rules.roles:
        lines += _role(rules, role)
    return "\n".join([*lines, *_withheld(rules)]) + "\n"


def papers_page(papers: Mapping[str, PaperRule] | None = None) -> str:
    """Return the table of papers as Markdown: for whom, in which stages of which kind of case, what it requires."""
    lines = [PAPERS_HEAD]
    for rule in (papers or shipped_papers()).values():
        lines += [f"## {rule.words} (`{rule.name}`)\n", f"For: {', '.join(rule.roles)}.\n"]
        lines += [f"Needs on record: {'; '.join(rule.requires.values())}.\n"] if rule.requires else []
        rows = ((kind, ", ".join(case.stages) or "never", case.ground) for kind, case in rule.cases.items())
        lines += _table(("Kind of case", "Stages", "Ground"), rows)
    return "\n".join(lines) + "\n"


def _by_kind(rules: Matrix, role: str, name: str) -> Iterator[tuple[str, Cell]]:
    yield from ((kind, rules.cell(role, name, kind)) for kind in CASE_KINDS)


def _together(rules: Matrix, role: str, name: str) -> Iterator[tuple[str, Cell]]:
    """Give the cells of a role and class, kinds of case that share one taken together, as words and cell."""
    for cell, found in groupby(_by_kind(rules, role, name), key=lambda each: each[1]):
        kinds = [kind for kind, _ in found]
        yield ("all" if len(kinds) == len(CASE_KINDS) else ", ".join(kinds)), cell


def _legend() -> Iterator[str]:
    yield "## What the words mean\n"
    yield from _table(("A cell says", "which means"), ((words, meaning) for words, meaning in LEGEND.items()))


def _policies(rules: Matrix) -> Iterator[str]:
    yield "## What a council may set\n"
    rows = (
        (name.replace("_", " "), each, words) for name, all_ in rules.policies.items() for each, words in all_.items()
    )
    yield from _table(("Policy", "Setting", "Meaning"), rows)


def _role(rules: Matrix, role: str) -> Iterator[str]:
    yield f"## {rules.roles[role]} (`{role}`)\n"
    exact = role in rules.exact_counts
    yield f"Numbers of people: {'as they are' if exact else 'none from 1 to 5, and none that could be worked out'}.\n"
    rows = (
        (rules.classes[name], kinds, CELL_WORDS[cell.kind], cell.ground)
        for name in rules.classes
        for kinds, cell in _together(rules, role, name)
        if cell.kind != "withheld"
    )
    yield from _table(("May see", "Kind of case", "How", "Ground"), rows)


def _withheld(rules: Matrix) -> Iterator[str]:
    yield "## What is withheld, from whom, and on what ground\n"
    rows = (
        (words, ", ".join(readers), ground)
        for name, words in rules.classes.items()
        for ground, readers in _readers_by_ground(rules, name).items()
    )
    yield from _table(("Information", "Not for", "Ground"), rows)


def _readers_by_ground(rules: Matrix, name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role in rules.roles:
        for kinds, cell in _together(rules, role, name):
            if cell.kind == "withheld":
                found.setdefault(cell.ground, []).append(role if kinds == "all" else f"{role} ({kinds})")
    return found


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(each.replace('|', '/') for each in row)} |" for row in rows)
    yield ""
