"""Machine code beside the sources (``make fast``) is used only while the sources are those it was made of.

Python prefers a compiled module to its source without comparing the two. ``tools.compiling`` keeps the digest of every
source it read, one a line; they are compared whenever the program starts. Machine code without that list is refused;
where nothing was compiled there is neither, and nothing to compare.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

RECORD = "inconfidence/compiled.sha256"
COMPILED = ("disclosure", "generator", "inconfidence/core", "signing")
"""Packages of which modules are compiled; the machine code of one may hold a constant of another."""
SHARED = "inconfidence.compiled"
"""What holds the machine code of all of them; the file beside each source only points there."""


def record(top: Path) -> str:
    """Return the digest and the name of each source under ``top`` that machine code may come from."""
    sources = sorted(source for package in COMPILED for source in (top / package).rglob("*.py"))
    return "".join(f"{_digest(source)}  {source.relative_to(top).as_posix()}\n" for source in sources)


def check(top: Path) -> None:
    """Compare the sources under ``top`` with what was compiled, if anything was.

    Raises:
        ImportError: when a source has changed, is new or is gone since, or nothing says what was compiled.
    """
    kept = top / RECORD
    said = kept.read_text("utf-8") if kept.is_file() else ""
    if (said or _is_compiled(top)) and said != record(top):
        raise ImportError(
            "The sources have changed since they were compiled. Compile them again (make fast), "
            "or go on without (make plain)."
        )


def _is_compiled(top: Path) -> bool:
    """Say whether there is machine code: without the file that all share, none of the others can be used."""
    return any(top.glob(f"{SHARED.replace('.', '/')}__mypyc.*"))


def _digest(source: Path) -> str:
    return sha256(source.read_bytes()).hexdigest()
