"""Run as ``python -m tools.attacks`` from the top of the source tree: attacks, and writes docs/attack-proofs.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from tools.attacks.mutants import EXPLAINED, SOURCE, Mutant, mutants, survives
from tools.attacks.mutations import KEPT_ZONE, SEED, WHOLE, ZONES, Tried, counted, tried

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 4
PAGE = ROOT / "docs" / "attack-proofs.md"
VERDICTS = ("altered", "unrecognised", "unreadable", "unsigned", "incomplete", "authentic", "crashed")
HEAD = """# Proofs of the verifier

This page is written by `make proof`; do not edit it. The attacks by name: [attack-matrix.md](attack-matrix.md).

| | |
| --- | --- |
| Run on | {at:%d %B %Y, %H:%M} UTC |
| Commit | {commit} |
| Seed | {seed} |

## Mutations of our own papers

Bytes are changed, taken out, put in, repeated, overwritten or exchanged, in every zone of papers in six states, closed
and renewed ones among them. Goal: none believed, and no file on which the verifier breaks down.

Mutations: {many}. Believed: {believed}. Broke the verifier: {crashed}.

"""
MUTANTS = """
## The rules made wrong on purpose

`signing/policy.py` is made wrong in every small way (a comparison, an "and", a "not", a number, a verdict, a finding
that is not made, a rule left out), and its tests have to notice. Goal: none survives without a reason.

Wrong policies: {many}. Noticed: {noticed}. Not noticed, for a reason given below: {explained}. Without one: {left}.

"""


def main(arguments: Sequence[str]) -> int:
    """Attack and write the page; the exit code is 1 when something was believed, broke down or survived."""
    parser = argparse.ArgumentParser(prog="python -m tools.attacks", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED, help="what the mutations are drawn from")
    parser.add_argument("--mutations", type=int, default=WHOLE, help="how many files to change")
    wanted = parser.parse_args(arguments)
    shares = [(wanted.mutations // WORKERS, wanted.seed + number) for number in range(WORKERS)]
    wrong = list(mutants(SOURCE.read_text("utf-8")))
    with ProcessPoolExecutor(WORKERS) as workers:
        shared = workers.map(_share, shares)
        lived = list(workers.map(survives, wrong))
        found = [one for share in shared for one in share]
    survived = [mutant for mutant, alive in zip(wrong, lived, strict=True) if alive]
    PAGE.write_text("".join((_head(wanted.seed, found), *_zones(found), *_survivors(wrong, survived))), "utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")
    failed = any(one.is_accepted or one.verdict == "crashed" for one in found)
    return int(failed or any(one.change not in EXPLAINED for one in survived))


def _share(share: tuple[int, int]) -> list[Tried]:
    many, seed = share
    with tempfile.TemporaryDirectory() as folder:
        return list(tried(Path(folder), many, seed))


def _head(seed: int, found: Sequence[Tried]) -> str:
    commit = subprocess.run(
        ("git", "rev-parse", "--short", "HEAD"),  # noqa: S607 - whichever git is at hand
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    believed = sum(one.is_accepted for one in found)
    crashed = sum(one.verdict == "crashed" for one in found)
    at = datetime.now(UTC)
    return HEAD.format(
        at=at, commit=commit or "unknown", seed=seed, many=len(found), believed=believed, crashed=crashed
    )


def _zones(found: Sequence[Tried]) -> Iterator[str]:
    count = counted(found)
    yield f"| Zone | {' | '.join(VERDICTS)} |\n|{' --- |' * (len(VERDICTS) + 1)}\n"
    for zone in (*ZONES, KEPT_ZONE):
        yield f"| {zone} | {' | '.join(str(count[zone, verdict]) for verdict in VERDICTS)} |\n"
    ways = Counter(one.how for one in found)
    yield f"\nWays: {', '.join(f'{how} {many}' for how, many in sorted(ways.items()))}.\n"


def _survivors(wrong: Sequence[Mutant], survived: Sequence[Mutant]) -> Iterator[str]:
    left = [one for one in survived if one.change not in EXPLAINED]
    explained = len(survived) - len(left)
    noticed = len(wrong) - len(survived)
    yield MUTANTS.format(many=len(wrong), noticed=noticed, explained=explained, left=len(left))
    for one in survived:
        yield f"* line {one.line}: `{one.change}`: {EXPLAINED.get(one.change, 'NOT NOTICED')}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
