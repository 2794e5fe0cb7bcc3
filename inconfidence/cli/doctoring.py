"""`inconfidence doctor`: what is wrong with a home, and what soon will be."""

from __future__ import annotations

from pathlib import Path

import click

from inconfidence.cli.terminal import home_option, json_option, print_json
from inconfidence.core.clock import SystemClock
from inconfidence.core.errors import NotFound


@click.command()
@json_option
@home_option
def doctor(as_json: bool, home_folder: Path) -> None:
    """Examine the home: settings, secrets, keys and when they end, seal, time authority, store, templates, clock.

    Ends with 1 when something is wrong now; what has to be planned for is told and is no failure.
    """
    from inconfidence.cli import tables
    from inconfidence.recipes import doctor as recipe
    from inconfidence.recipes.home import secret_folder

    if not home_folder.is_dir():
        raise NotFound("There is no home in that folder.", hint="Run `inconfidence init`, or name it with --home.")
    findings = recipe.examine(home_folder, secret_folder(home_folder), SystemClock())
    print_json(recipe.as_plain(findings)) if as_json else tables.show_findings(findings)
    recipe.refuse_if_ill(findings)
