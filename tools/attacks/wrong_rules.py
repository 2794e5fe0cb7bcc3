"""Run as ``python -m tools.attacks.wrong_rules``: makes every rule wrong, and writes docs/rule-proofs.md.

Takes less than a minute of one processor's time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime

from tools.attacks.build import ROOT, commit
from tools.attacks.mutants import EXPLAINED, TESTS, Mutant, every_mutant, survives

PAGE = ROOT / "docs" / "rule-proofs.md"
HEAD = """# The rules made wrong on purpose

This page is written by `make proof` (this part alone: `python -m tools.attacks.wrong_rules`); do not edit it.

| | |
| --- | --- |
| Run on | {at:%d %B %Y, %H:%M} UTC |
| Commit | {commit} |

What decides a verdict and a level is made wrong in every small way (a comparison, an "and", a "not", a choice, a
number, a verdict, a finding that is not made, a rule left out), one at a time, and the tests of that module alone have
to notice. Goal: none survives without a reason. That the same tests take every branch is itself a test
(`tests/signing/test_mutations.py`).

| Module | Wrong ones | Noticed | Not noticed, for a reason below | Without one |
| --- | --- | --- | --- | --- |
"""


def main() -> int:
    """Try every wrong rule and write the page; the exit code is 1 when one survived without a reason."""
    wrong = every_mutant()
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        lived = list(workers.map(survives, wrong))
    survived = [mutant for mutant, alive in zip(wrong, lived, strict=True) if alive]
    head = HEAD.format(at=datetime.now(UTC), commit=commit())
    PAGE.write_text("".join((head, *_counted(wrong, survived), *_reasons(survived))), "utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")
    return int(any(one.change not in EXPLAINED for one in survived))


def _counted(wrong: Sequence[Mutant], survived: Sequence[Mutant]) -> Iterator[str]:
    for module in TESTS:
        many = sum(one.module == module for one in wrong)
        lived = [one for one in survived if one.module == module]
        left = sum(one.change not in EXPLAINED for one in lived)
        yield f"| `{module}` | {many} | {many - len(lived)} | {len(lived) - left} | {left} |\n"


def _reasons(survived: Sequence[Mutant]) -> Iterator[str]:
    for one in survived:
        yield f"\n* `{one.module}`, line {one.line}: `{one.change}`: {EXPLAINED.get(one.change, 'NOT NOTICED')}\n"


if __name__ == "__main__":
    sys.exit(main())
