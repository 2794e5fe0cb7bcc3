"""How long a full referral record takes from View to Paper: compiled, and filled and read, in the same run.

    python -m benchmarks.papers

Seconds are those of a core, the best of several rounds that take turns; those of different machines do not compare.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from benchmarks.documents import full_document
from benchmarks.forms import KINDS, SEED, best_of
from disclosure import View, view_for
from forms import Record, take_in
from generator import compile_template, fill, read
from generator.drawn import said_by
from generator.template import Template
from inconfidence.recipes.catalogue import template

ROUNDS = 15
ROLE = "records"


def full_view(kind: str) -> tuple[Template, View]:
    """Return the record paper of a kind of referral, and what a records officer sees of a full one."""
    wanted = template(f"referral-record-{kind.removeprefix('referral-')}")
    kinds = {name: kind if name == "referral" else name for name in wanted.names}
    records = {name: _record(one) for name, one in kinds.items()}
    never = frozenset(wanted.never)
    view = view_for(records, role=ROLE, reader="r1", kind=kind.removeprefix("referral-"), never=never)
    return wanted, view


def _record(kind: str) -> Record:
    random = Random(SEED)  # noqa: S311 - documents to measure with, not secrets
    return take_in(json.dumps(full_document(kind, random)).encode(), kind)


def ways(wanted: Template, view: View) -> Mapping[str, Callable[[], Any]]:
    """Return both ways to the paper; the quick one is not allowed to take the other."""
    compiled = compile_template(wanted)
    return {
        "compiled": lambda: compiled.quick_paper(view),
        "filled and read": lambda: read(fill(wanted, view)),
    }


def line(kind: str) -> str:
    """Return one line of the table."""
    wanted, view = full_view(kind)
    work = ways(wanted, view)
    best = best_of(work, ROUNDS)
    values = len({one.path for one in said_by(work["compiled"]()).drawn if one.path})
    quick, slow = best["compiled"] * 1000, best["filled and read"] * 1000
    return f"{kind:21}{values:8}{quick:11.2f} ms{slow:13.1f} ms{slow / quick:8.0f}x"


if __name__ == "__main__":
    print(f"{'kind':21}{'paths':>8}{'compiled':>14}{'filled, read':>16}")  # noqa: T201 - the command's own output
    for each in KINDS:
        print(line(each))  # noqa: T201 - the command's own output
