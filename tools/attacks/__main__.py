"""Run as ``python -m tools.attacks`` from the top of the source tree: attacks, and writes docs/attack-proofs.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from tools.attacks.build import ROOT, commit
from tools.attacks.mutations import KEPT_ZONE, SEED, WHOLE, ZONES, Tried, counted, tried

WORKERS = 4
PAGE = ROOT / "docs" / "attack-proofs.md"
VERDICTS = ("altered", "unrecognised", "unreadable", "unsigned", "incomplete", "authentic", "crashed")
HEAD = """# Proofs of the verifier

This page is written by `make proof`; do not edit it. The attacks by name: [attack-matrix.md](attack-matrix.md);
the rules made wrong on purpose: [rule-proofs.md](rule-proofs.md).

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


def main(arguments: Sequence[str]) -> int:
    """Attack and write the page; the exit code is 1 when something was believed or broke down."""
    parser = argparse.ArgumentParser(prog="python -m tools.attacks", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED, help="what the mutations are drawn from")
    parser.add_argument("--mutations", type=int, default=WHOLE, help="how many files to change")
    wanted = parser.parse_args(arguments)
    shares = [(wanted.mutations // WORKERS, wanted.seed + number) for number in range(WORKERS)]
    with ProcessPoolExecutor(WORKERS) as workers:
        found = [one for share in workers.map(_share, shares) for one in share]
    PAGE.write_text("".join((_head(wanted.seed, found), *_zones(found))), "utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")
    return int(any(one.is_accepted or one.verdict == "crashed" for one in found))


def _share(share: tuple[int, int]) -> list[Tried]:
    many, seed = share
    with tempfile.TemporaryDirectory() as folder:
        return list(tried(Path(folder), many, seed))


def _head(seed: int, found: Sequence[Tried]) -> str:
    believed = sum(one.is_accepted for one in found)
    crashed = sum(one.verdict == "crashed" for one in found)
    at = datetime.now(UTC)
    return HEAD.format(at=at, commit=commit(), seed=seed, many=len(found), believed=believed, crashed=crashed)


def _zones(found: Sequence[Tried]) -> Iterator[str]:
    count = counted(found)
    yield f"| Zone | {' | '.join(VERDICTS)} |\n|{' --- |' * (len(VERDICTS) + 1)}\n"
    for zone in (*ZONES, KEPT_ZONE):
        yield f"| {zone} | {' | '.join(str(count[zone, verdict]) for verdict in VERDICTS)} |\n"
    ways = Counter(one.how for one in found)
    yield f"\nWays: {', '.join(f'{how} {many}' for how, many in sorted(ways.items()))}.\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
