"""Who may see what: the matrix, why each field is or is not in a paper, and the scan of a finished file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inconfidence.cli.terminal import REFERENCE, home_option, json_option, open_home, print_json, read_file, working_in
from inconfidence.core.errors import Blocked

if TYPE_CHECKING:
    from disclosure.leaks import Finding
    from inconfidence.recipes.home import Home

WARNED = "Words in this paper may point at somebody who is not to be known: have an assessor read it first."
READER_HELP = "ROLE, or ROLE:PERSON (a code or a number, never a name)."


@contextmanager
def blocks_told(home: Home, reference: str, asker: str) -> Iterator[None]:
    """Tell whoever makes a paper why it was blocked, in so far as their role may be told."""
    from inconfidence.recipes import scanning

    try:
        yield
    except Blocked as refusal:
        for line in scanning.told_to(home, reference, refusal.findings, asker):
            click.echo(line, err=True)
        raise


def tell_warnings(home: Home, reference: str, warnings: tuple[Finding, ...], asker: str) -> None:
    """Say that a paper holds words somebody should read, and which, in so far as the role may be told."""
    from inconfidence.recipes import scanning

    if warnings:
        click.echo(WARNED, err=True)
    for line in scanning.told_to(home, reference, warnings, asker):
        click.echo(f"  {line}", err=True)


@click.group()
def disclosure() -> None:
    """Who may see what, on what ground, and whether a file says more than that."""


@disclosure.command("show")
@click.option("--role", help="Only this role.")
@json_option
def disclosure_show(role: str | None, as_json: bool) -> None:
    """Print the audience matrix: role by class of information by kind of case, each cell with its ground."""
    from inconfidence.cli import tables
    from inconfidence.recipes import disclosing

    rows = disclosing.matrix_of_role(role)
    print_json(rows) if as_json else tables.show_matrix(rows)


@disclosure.command("explain")
@click.argument("reference", type=REFERENCE)
@click.option("--for", "audience", required=True, help=READER_HELP)
@json_option
@home_option
def disclosure_explain(reference: str, audience: str, as_json: bool, home_folder: Path) -> None:
    """Say for each field of a case why a reader sees it or does not. No value is printed."""
    from inconfidence.cli import tables
    from inconfidence.recipes import disclosing

    rows = disclosing.explained(open_home(home_folder), reference, audience)
    print_json(rows) if as_json else tables.show_explanations(rows)


@disclosure.command("scan")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--case", "reference", required=True, type=REFERENCE, help="The case the file belongs to.")
@click.option("--for", "audience", help=f"Whom the file is for: {READER_HELP} Known by itself for papers made here.")
@click.option("--as", "asker", default="", help="The role of whoever asks; without one no detail is told.")
@json_option
@home_option
def disclosure_scan(
    file: Path, reference: str, audience: str | None, asker: str, as_json: bool, home_folder: Path
) -> None:
    """Open a finished file as a stranger would and look for what its reader may not have."""
    from inconfidence.cli import tables
    from inconfidence.recipes import scanning

    content = read_file(file)
    with working_in(home_folder) as home:
        told = scanning.scan_file(home, reference, content, file.name, audience=audience, asker=asker)
    print_json(told.as_plain()) if as_json else tables.show_scan(told)
    told.refuse_if_blocked()
