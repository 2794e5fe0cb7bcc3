"""Run as ``python -m tools.fidelity`` from the top of the source tree: draws all twice, writes docs/fidelity.md."""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from pathlib import Path

from tools.fidelity.comparing import likeness, our_pdf
from tools.fidelity.office import drawn_by_office, office, version
from tools.fidelity.papers import corpus, own_papers
from tools.fidelity.pictures import side_by_side
from tools.fidelity.report import Run, page, picture_of

ROOT = Path(__file__).resolve().parents[2]
PAGE, PICTURES = ROOT / "docs" / "fidelity.md", ROOT / "docs" / "pictures" / "fidelity"
SHOWN: Mapping[str, tuple[int, float]] = {
    "conference-pack": (3, 1.0),
    "referral-record-location": (1, 1.0),
    "confidentiality-agreement": (1, 1.0),
    "a table of contents": (1, 0.3),
    "cells merged both ways": (1, 0.25),
    "borders of style, table and cell": (1, 0.25),
    "Roman numbers and letters": (1, 0.35),
}
"""Files shown as pictures: the page, and the share of it from the top."""


def main() -> int:
    """Compare everything; the exit code says whether LibreOffice was there and drew all of it."""
    program = office()
    if program is None:
        sys.stderr.write("LibreOffice is not installed (Debian: libreoffice-writer-nogui); nothing was compared.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        own, small = own_papers(), corpus()
        theirs = drawn_by_office(program, own | small, Path(folder) / "office")
    lost = (own | small).keys() - theirs.keys()
    if lost:
        sys.stderr.write(f"LibreOffice drew nothing of: {', '.join(sorted(lost))}\n")
        return 1
    compared = [[likeness(name, word, theirs[name]) for name, word in files.items()] for files in (own, small)]
    _write_pictures(own | small, theirs)
    PAGE.write_text(page(_run(program), *compared, tuple(SHOWN)), "utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")
    return 0


def _write_pictures(files: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> None:
    PICTURES.mkdir(exist_ok=True)
    for name, (number, share) in SHOWN.items():
        _, ours = our_pdf(files[name])
        (PICTURES / picture_of(name)).write_bytes(side_by_side(theirs[name], ours, number, share))


def _run(program: str) -> Run:
    command = ("git", "rev-parse", "--short", "HEAD")
    commit = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()  # noqa: S603 - a fixed command
    ours = (
        f"reportlab {version_of('reportlab')}, pypdfium2 {version_of('pypdfium2')}, Python {platform.python_version()}"
    )
    return Run(datetime.now(UTC), commit, f"{version(program)}; {ours}")


if __name__ == "__main__":
    sys.exit(main())
