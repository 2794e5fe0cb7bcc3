"""A conference: inviting people, their agreements, who may have a copy now, the copies, and one of them to print."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inconfidence.cli.terminal import (
    REFERENCE,
    home_option,
    json_option,
    open_home,
    print_json,
    read_file,
    working_in,
    write_new,
)
from inconfidence.core.errors import Failed

if TYPE_CHECKING:
    from inconfidence.recipes.inviting import Invited
    from inconfidence.recipes.releasing import Progress

BAR_WIDTH = 24
"""Characters."""
ENDED = {
    "sent": "handed over",
    "prepared": "not handed over yet",
    "unknown": "handed over or not? A person has to look",
}

STEPS = {"making": "1 of 2: making copies", "handing-over": "2 of 2: handing over"}


@click.group()
def conference() -> None:
    """A Context Conference: whose agreement stands, and a personal copy for each of those."""


@conference.command("invite")
@click.argument("reference", type=REFERENCE)
@click.argument("numbers", nargs=-1)
@click.option("--wording", type=click.Path(path_type=Path), help="The agreement everybody signs (JSON record).")
@click.option(
    "--translation",
    "translations",
    multiple=True,
    type=(str, click.Path(path_type=Path)),
    metavar="LANGUAGE FILE",
    help="The same wording in another language, such as tr.",
)
@click.option("--by", default="command-line", show_default=True, help="Who invites: a name or staff number.")
@json_option
@home_option
def conference_invite(
    reference: str,
    numbers: tuple[str, ...],
    wording: Path | None,
    translations: tuple[tuple[str, Path], ...],
    by: str,
    as_json: bool,
    home_folder: Path,
) -> None:
    """Make the invitation and the agreement of everybody on the list, or of those NUMBERS, unless they are made.

    Only who is named by number is asked again after an agreement that came to an end. With --json, a line of JSON for
    each person.
    """
    from inconfidence.recipes import inviting

    spoken = {language: read_file(file) for language, file in translations}
    call = inviting.Call(reference, read_file(wording) if wording else None, spoken, frozenset(numbers))
    failed = 0
    with working_in(home_folder) as home:
        for each in inviting.invite(home, call, by=by):
            click.echo(json.dumps(each.as_plain(), ensure_ascii=False) if as_json else _invited(each))
            sys.stdout.flush()
            failed += bool(each.problem)
    if failed:
        raise Failed(f"{failed} people could not be invited or asked.", hint="Put it right and call it again.")


@conference.command("agreements")
@click.argument("reference", type=REFERENCE)
@json_option
@home_option
def conference_agreements(reference: str, as_json: bool, home_folder: Path) -> None:
    """Show what became of each person's agreement: asked, reminded, signed, declined, and in which wording."""
    from inconfidence.cli import tables
    from inconfidence.recipes import inviting

    rows = inviting.how_they_stand(open_home(home_folder), reference)
    print_json(rows) if as_json else tables.show_agreements(rows)


@conference.command("status")
@click.argument("reference", type=REFERENCE)
@json_option
@home_option
def conference_status(reference: str, as_json: bool, home_folder: Path) -> None:
    """Show for each person invited whether their agreement stands now, their copy, and its message."""
    from inconfidence.cli import tables
    from inconfidence.recipes import releasing

    rows = releasing.status(open_home(home_folder), reference)
    print_json(rows) if as_json else tables.show_conference(rows)


@conference.command("release")
@click.argument("reference", type=REFERENCE)
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="The picture (PNG) the record calls the map.")
@json_option
@home_option
def conference_release(reference: str, map_file: Path | None, as_json: bool, home_folder: Path) -> None:
    """Give everybody whose agreement stands now a copy of their own, and say of each other person why not.

    Copies are made for all first, then people have their turns. Stopped at any point, it goes on where it was when
    called again: nobody gets a second copy. With --json, a line of JSON for each copy made and each turn that ends.
    """
    from inconfidence.recipes import releasing

    picture = read_file(map_file) if map_file else None
    with working_in(home_folder) as home:
        told = releasing.released(home, reference, releasing.map_of(home, reference, picture))
        _tell_lines(told) if as_json else _tell(told)


@conference.command("pack")
@click.argument("reference", type=REFERENCE)
@click.argument("number")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@home_option
def conference_pack(reference: str, number: str, output: Path, home_folder: Path) -> None:
    """Write the copy released to person NUMBER, to print it for them; their agreement is judged anew."""
    from inconfidence.recipes import releasing

    with working_in(home_folder) as home:
        write_new(output, releasing.pack_of(home, reference, number))


def _invited(each: Invited) -> str:
    plain = each.as_plain()
    if each.problem:
        return f"number {each.number}: {each.problem}"
    return f"number {each.number}: {plain['invitation']}, {plain['agreement']} ({plain['state']})"


def _tell_lines(told: Iterator[Progress]) -> None:
    for each in told:
        click.echo(json.dumps(each.as_plain(), ensure_ascii=False))
        sys.stdout.flush()


def _tell(told: Iterator[Progress]) -> None:
    """Print a line for each person, and on a terminal a bar below them with how far the step is and its time to go."""
    on_a_terminal, copies, done = sys.stderr.isatty(), 0, 0
    for each in told:
        if on_a_terminal:
            click.echo("\r\x1b[K", nl=False, err=True)
        if each.step == "handing-over":
            click.echo(_line(each))
            copies, done = copies + (each.outcome != "refused"), each.done
        if on_a_terminal:
            click.echo(_bar(each), nl=False, err=True)
    if on_a_terminal:
        click.echo("\r\x1b[K", nl=False, err=True)
    click.echo(f"{copies} of {done} people have a copy of their own.", err=True)


def _line(each: Progress) -> str:
    ended = each.reason if each.outcome == "refused" else f"copy {each.copy}, {ENDED[each.outcome]}"
    return f"{each.done:>3} of {each.of}  number {each.number}: {ended}"


def _bar(each: Progress) -> str:
    filled = BAR_WIDTH * each.done // each.of
    bar = f"[{'#' * filled}{'.' * (BAR_WIDTH - filled)}]"
    # How long handing over takes is known from the first two people on: until then no whole is promised.
    of_step = " in this step" if each.step == "making" and each.seconds_to_go is not None else ""
    return f"{STEPS[each.step]} {bar} {each.done}/{each.of}, {_to_go(each.seconds_to_go)}{of_step}"


def _to_go(seconds: float | None) -> str:
    if seconds is None:
        return "time to go not known yet"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s to go" if minutes else f"{rest} s to go"
