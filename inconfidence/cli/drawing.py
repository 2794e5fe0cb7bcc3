"""Word files without a home: drawing a filled one, and looking at a template before it is used."""

from __future__ import annotations

from pathlib import Path

import click

from inconfidence.cli.terminal import json_option, print_json, read_file, write_new
from inconfidence.core.clock import SystemClock
from inconfidence.core.errors import OutOfTurn


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The PDF.")
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="A web page as well.")
def render(file: Path, output: Path, page: Path | None) -> None:
    """Draw any filled Word file as tagged PDF (PDF/UA-1, PDF/A-3a). It is not marked, scanned, sealed or kept."""
    from inconfidence.recipes import rendering

    content = read_file(file)
    for wanted in filter(None, (output, page)):
        if wanted.exists():
            raise OutOfTurn(f"{wanted} exists already and was not overwritten.", hint="Name another file.")
    drawn = rendering.render(content, SystemClock())
    write_new(output, drawn.pdf)
    if page is not None:
        write_new(page, drawn.html)


@click.group()
def template() -> None:
    """Word templates: looking at one before it is used."""


@template.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def template_check(file: Path, as_json: bool) -> None:
    """List what the engine cannot draw or understand in a template: FILE, or a folder with its manifest."""
    from inconfidence.recipes import rendering

    problems = rendering.problems_of_folder(file) if file.is_dir() else rendering.problems_of_file(read_file(file))
    if as_json:
        print_json(rendering.as_plain(problems))
    rendering.refuse_if_any(problems)
    if not as_json:
        click.echo("Everything in this template can be drawn, and every tag can be understood.")
