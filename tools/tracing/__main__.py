"""Run as ``python -m tools.tracing`` from the top of the source tree: takes photographs, traces, writes the page."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from inconfidence.core.clock import SystemClock
from inconfidence.recipes import demo
from inconfidence.recipes.home import open_home, secret_folder
from tools.tracing.photographs import DPI, PALE_ONLY, QUALITY, TURN, VIEWS
from tools.tracing.recall import Traced, shots, traced

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "trace-proof.md"
SEED, COUNT, WORKERS = 2026, 125, 2
TRY_LATER = 75

HEAD = """# Proof of tracing

This page is written by `make proof`; do not edit it. How to trace a page: [trace](trace.md).

Photographs are taken of any page of any copy of the sample case, each with a part of the page in view: {dpi} dpi, JPEG
at quality {quality}, turned {turn} degrees one way or the other, corners out of place by up to 1.2 %, one side in
shadow, blurred and grainy, and in half of them a quarter or half turn as well. Goal: every one with the code in ink in
view leads to the right copy, and none to a wrong one.

"""


def main(arguments: Sequence[str]) -> int:
    """Run the proof; the exit code is 1 when a photograph named a wrong copy, 75 where Tesseract is not installed."""
    parser = argparse.ArgumentParser(prog="python -m tools.tracing", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED, help="what everything is drawn from")
    parser.add_argument("--count", type=int, default=COUNT, help="photographs to take")
    parser.add_argument("--page", type=Path, default=PAGE, help="where to write the page")
    wanted = parser.parse_args(arguments)
    if shutil.which("tesseract") is None:
        sys.stderr.write("Tesseract is not installed: no photograph can be read, and nothing was proved.\n")
        return TRY_LATER
    commit = _said("git", "rev-parse", "--short", "HEAD")
    found = _run(wanted.seed, wanted.count)
    wanted.page.write_text("".join(_page(found, wanted.seed, commit)), "utf-8")
    sys.stdout.write(f"{wanted.page}\n")
    return int(any(each.is_wrong for each in found))


def _run(seed: int, count: int) -> list[Traced]:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "var"
        demo.run(place, secret_folder(place), SystemClock(), lambda words: None)
        home = open_home(place, secret_folder(place), SystemClock())
        with ThreadPoolExecutor(WORKERS) as workers:
            return list(workers.map(lambda each: traced(home, *each), shots(home, count, seed)))


def _page(found: Sequence[Traced], seed: int, commit: str) -> Iterator[str]:
    yield HEAD.format(dpi=DPI, quality=QUALITY, turn=TURN)
    yield "| | |\n| --- | --- |\n"
    yield f"| Run on | {datetime.now(UTC):%d %B %Y, %H:%M} UTC |\n| Commit | {commit} |\n"
    read_by = _said("tesseract", "--version").splitlines()[0]
    yield f"| Seed (codes are random in every run) | {seed} |\n| Read by | {read_by} |\n\n"
    yield "| In view | Photographs | Right copy named | Nobody named | Wrong copy named | Recall |\n"
    yield "| --- | --- | --- | --- | --- | --- |\n"
    in_ink = [each for each in found if each.shot.view not in PALE_ONLY]
    for view in VIEWS:
        yield _row(view, [each for each in found if each.shot.view == view])
    yield _row("**all with the code in ink**", in_ink)
    yield _row("**all**", found)
    yield "\nA left half has no margin, the last view no foot either: there what lies pale says whose page it is.\n"
    yield from _rest(found)


def _row(name: str, found: Sequence[Traced]) -> str:
    right, wrong = sum(each.is_right for each in found), sum(each.is_wrong for each in found)
    share = f"{100 * right / len(found):.1f} %" if found else "none"
    return f"| {name} | {len(found)} | {right} | {len(found) - right - wrong} | {wrong} | {share} |\n"


def _rest(found: Sequence[Traced]) -> Iterator[str]:
    named = [each for each in found if each.said]
    yield f"Letters had to be mended in {sum(each.mended > 0 for each in named)} of the {len(named)} that were read.\n"
    yield "\n## Not traced\n\n"
    missed = [each for each in found if not each.is_right]
    yield from (f"* {each.shot.view}, page {each.shot.page + 1}, seed {each.shot.seed}\n" for each in missed)
    yield "" if missed else "* nothing\n"


def _said(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return (done.stdout or done.stderr).strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
