"""Machine code beside the sources (``make fast``) is used only while the sources are those it was made of.

Python prefers a compiled module to its source without comparing the two. ``tools.compiling`` keeps the digest of every
source it read, one a line; they are compared whenever the program starts. Where nothing was compiled there is no such
file, and nothing to compare.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

RECORD = "inconfidence/compiled.sha256"
COMPILED = ("generator", "inconfidence/core")
"""Packages of which modules are compiled; the machine code of one may hold a constant of another."""


def record(top: Path) -> str:
    """Return the digest and the name of each source under ``top`` that machine code may come from."""
    sources = sorted(source for package in COMPILED for source in (top / package).rglob("*.py"))
    return "".join(f"{_digest(source)}  {source.relative_to(top).as_posix()}\n" for source in sources)


def check(top: Path) -> None:
    """Compare the sources under ``top`` with what was compiled, if anything was.

    Raises:
        ImportError: when a source has changed, is new or is gone since.
    """
    kept = top / RECORD
    if kept.is_file() and kept.read_text("utf-8") != record(top):
        raise ImportError(
            "The sources have changed since they were compiled. Compile them again (make fast), "
            "or go on without (make plain)."
        )


def _digest(source: Path) -> str:
    return sha256(source.read_bytes()).hexdigest()
