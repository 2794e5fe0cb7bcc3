"""Whose copy a page is from."""

from __future__ import annotations

from pathlib import Path

import click

from inconfidence.cli.terminal import home_option, json_option, print_json, read_file, working_in
from inconfidence.core.copy_codes import LETTERS, letters_of
from inconfidence.core.errors import NotFound

NEAR_ENOUGH = range(LETTERS - 1, LETTERS + 2)
"""Letters a typed code may have: one may have been left out, or be one too many."""


@click.command()
@click.argument("given", metavar="FILE|CODE")
@click.option("--as", "role", required=True, help="Your role: admin, chair or records.")
@click.option("--by", "number", required=True, help="Who asks: a staff number or code, no name.")
@click.option("--reason", required=True, help="Why, in a few words; it is kept with the look-up.")
@json_option
@home_option
def trace(given: str, role: str, number: str, reason: str, as_json: bool, home_folder: Path) -> None:
    """Say whose copy a page is from: a PDF, a photograph of a page, or the code typed off it.

    Every look-up is kept: who asked, when, why, and which copy was found.
    """
    from inconfidence.cli import tables
    from inconfidence.recipes import tracing

    what = _file_or_code(given)
    with working_in(home_folder) as home:
        found = tracing.trace(home, tracing.Asker(role, number, reason), what)
    print_json([each.as_plain() for each in found]) if as_json else tables.show_traced(found)


def _file_or_code(given: str) -> bytes | str:
    path = Path(given)
    if not path.exists() and len(letters_of(given)) in NEAR_ENOUGH:
        return given
    if not path.exists():
        raise NotFound(
            f"There is no file of that name, and a code has {LETTERS} letters.",
            hint="Check the name, or type the code as it stands on the page; a letter you cannot read is left out.",
        )
    return read_file(path)
