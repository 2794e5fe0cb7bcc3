"""Run as ``python -m tools.conformance`` from the top of the source tree.

Exit codes: 0 no fault, 1 a judge found one, 75 veraPDF could not be asked, so nothing is said of its verdict.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from inconfidence.core.clock import SystemClock
from inconfidence.recipes import demo
from inconfidence.recipes.home import secret_folder
from tools.conformance import checked, verapdf
from tools.conformance.constructs import pages
from tools.conformance.papers import sealer_in, sheets, variants
from tools.conformance.report import Judged, Run, Verdicts, page

ROOT = Path(__file__).resolve().parents[2]
PAGE, KEEP = ROOT / "docs" / "conformance.md", ROOT / "build" / "conformance"
ALTERED = "refused"
"""The folder with the agreement that the demonstration changes after signing."""
FAULT, TRY_LATER = 1, 75


def main(arguments: Sequence[str]) -> int:
    """Make the files, ask both judges, write the page, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.conformance", description=__doc__)
    parser.add_argument("--page", type=Path, default=PAGE, help="where the page is written")
    target = parser.parse_args(arguments).page
    with tempfile.TemporaryDirectory() as place:
        try:
            verapdf.program(KEEP)
            files = list(_files(Path(place)))
            vera = verapdf.judged([each.file for each in files], KEEP)
        except verapdf.NotHeard as silence:
            sys.stderr.write(f"VERAPDF NOT HEARD: {silence}. No page was written.\n")
            return TRY_LATER
        verdicts = Verdicts(files, vera.broken, checked.judged([each.file for each in files]))
    run = Run(datetime.now(UTC), _commit(), vera.version, version("page-validation"))
    target.write_text(page(run, verdicts), "utf-8")
    sys.stdout.write(f"{len(files)} files judged, {len(verdicts.faults)} faults: {target}\n")
    sys.stdout.writelines(f"{each}\n" for each in verdicts.faults)
    return FAULT if verdicts.faults else 0


def _files(place: Path) -> Iterator[Judged]:
    for number, sheet in enumerate(sheets(sealer_in(place / "keys"))):
        for state, content in (("as drawn", sheet.plain), ("sealed", sheet.sealed)):
            yield Judged(_kept(place, f"{number}-{state}", content), sheet.kind.paper, state)
    for paper, variant, content in variants():
        yield Judged(_kept(place, f"{paper}-{variant}", content), paper, variant)
    yield from _demonstrated(place / "var")
    for name, content in pages():
        yield Judged(_kept(place, f"construct {name}", content), f"construct: {name}", "as drawn")


def _demonstrated(home: Path) -> Iterator[Judged]:
    demo.run(home, secret_folder(home), SystemClock(), lambda words: None)
    for file in sorted((home / "papers").rglob("*.pdf")):
        if file.parent.name != ALTERED:
            signed = file.parent.name.endswith("-signed")
            what = file.parent.name.removesuffix("-signed")
            yield Judged(file, what, "demonstration, signed and countersigned" if signed else "demonstration, sealed")


def _kept(place: Path, name: str, content: bytes) -> Path:
    file = place / f"{name}.pdf"
    file.write_bytes(content)
    return file


def _commit() -> str:
    command = ("git", "describe", "--always", "--dirty")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
