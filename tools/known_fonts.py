"""Run as ``python -m tools.known_fonts`` from the top of the source tree, when the fonts of papers have changed."""

from __future__ import annotations

import sys
from pathlib import Path

from disclosure.leaks.known_fonts import digest_of_piece, spans_of
from generator.bare_fonts import without_hints

ROOT = Path(__file__).resolve().parents[1]
FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
FILE = ROOT / "disclosure" / "leaks" / "known_fonts.bin"


def digests() -> bytes:
    """Return the digests of every table and outline of the Latin faces papers are drawn in, with and without hints."""
    found: set[bytes] = set()
    for name in FONTS:
        whole = (ROOT / "generator" / "fonts" / name).read_bytes()
        for program in (whole, without_hints(whole)):
            found.update(digest_of_piece(program[start:end]) for start, end in spans_of(program))
    return b"".join(sorted(found))


if __name__ == "__main__":
    sys.stdout.write(f"{FILE.write_bytes(digests())} bytes in {FILE.relative_to(ROOT)}\n")
