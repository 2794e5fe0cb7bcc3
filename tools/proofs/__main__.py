"""Run as ``python -m tools.proofs`` from the top of the source tree: plants, searches, and writes docs/proofs.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

from tools.proofs.alarms import Looked, looked
from tools.proofs.recall import Planting, Tried, cannot_hold, plantings, tried
from tools.proofs.report import Run, page

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "proofs.md"
PROPERTIES = ("-m", "pytest", "-n", "auto", "--hypothesis-profile=proof", "tests/disclosure/test_non_interference.py")
SEED, PAPERS, WORKERS, AT_ONCE = 2026, 500, 2, 40
NOT_RUN = "not part of this run"


def main(arguments: Sequence[str]) -> int:
    """Run the proofs; the exit code is that of the property tests."""
    wanted = _asked(arguments)
    possible, impossible = _sorted_out()
    chosen = Random(wanted.seed).sample(possible, min(wanted.plantings or len(possible), len(possible)))  # noqa: S311 - draws a sample
    with ProcessPoolExecutor(WORKERS, initializer=_quiet) as workers:
        found: list[Tried] = list(workers.map(tried, chosen, chunksize=AT_ONCE))
        papers: list[Looked] = list(
            workers.map(partial(looked, seed=wanted.seed), range(wanted.papers), chunksize=AT_ONCE // 4)
        )
    status, properties = (0, NOT_RUN) if wanted.without_properties else _properties()
    run = Run(datetime.now(UTC), _said_by("git", "rev-parse", "--short", "HEAD"), wanted.seed, properties)
    PAGE.write_text(page(run, found, impossible, papers), "utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")
    return status


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.proofs", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED, help="what everything is drawn from")
    parser.add_argument("--plantings", type=int, default=0, help="plant only so many, drawn at random")
    parser.add_argument("--papers", type=int, default=PAPERS, help="clean papers to make")
    parser.add_argument("--without-properties", action="store_true", help="leave the property tests out")
    return parser.parse_args(arguments)


def _sorted_out() -> tuple[list[Planting], Counter[tuple[str, str]]]:
    """Return what can be planted, and how often what cannot be is left out, by place and reason."""
    possible, impossible = [], Counter[tuple[str, str]]()
    for each in plantings():
        why = cannot_hold(each)
        if why:
            impossible[f"{each.kind}, {each.way}", why] += 1
        else:
            possible.append(each)
    return possible, impossible


def _quiet() -> None:
    # The library that opens PDFs warns of the form fields that are planted outside a form.
    warnings.simplefilter("ignore")


def _properties() -> tuple[int, str]:
    done = subprocess.run((sys.executable, *PROPERTIES), cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return done.returncode, done.stdout.strip().splitlines()[-1].strip("= ")


def _said_by(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
