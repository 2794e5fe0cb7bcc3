"""The pages of docs/ that are made from the product's own data: ``python -m tools.pages`` writes them anew.

A test holds each equal to the data it is made from (tests/test_docs.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from disclosure import matrix_page, papers_page
from forms.dictionary import dictionary_page
from tools.attacks.matrix import matrix_page as attacks_page

FOLDER = Path(__file__).parent.parent / "docs"
PAGES: Mapping[str, Callable[[], str]] = {
    "who-may-see-what.md": matrix_page,
    "which-paper-when.md": papers_page,
    "data-dictionary.md": dictionary_page,
    "attack-matrix.md": attacks_page,
}


def main() -> None:
    """Write every page."""
    for name, made in PAGES.items():
        (FOLDER / name).write_text(made(), "utf-8")


if __name__ == "__main__":
    main()
