"""Run as ``python -m tools.fonts FOLDER`` from the top of the source tree: writes every font of another script anew.

``FOLDER`` holds the packages named in generator/fonts/README.md, as ``npm pack`` brings them (``*.tgz``), or font
files (``*.ttf``), which are taken first.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.fonts.making import make_all

FONTS = Path(__file__).resolve().parents[2] / "generator" / "fonts"

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder with the packages: python -m tools.fonts FOLDER")
    for made in make_all(Path(sys.argv[1]), FONTS):
        sys.stdout.write(f"{made.relative_to(FONTS.parents[1])}\t{made.stat().st_size}\n")
