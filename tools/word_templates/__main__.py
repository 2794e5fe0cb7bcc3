"""Run as ``python -m tools.word_templates`` from the top of the source tree: writes every template anew."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.word_templates.catalogue import draw_all

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

if __name__ == "__main__":
    for target in draw_all(TEMPLATES):
        sys.stdout.write(f"{target.relative_to(TEMPLATES.parent)}\n")
