"""What every command shares: its options, reading and writing files, and opening the home."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inconfidence.core.clock import SystemClock
from inconfidence.core.errors import Failed, InputInvalid, NotFound, OutOfTurn
from inconfidence.core.identifiers import tidy

if TYPE_CHECKING:
    from inconfidence.recipes.home import Home
    from inconfidence.recipes.keys import CouncilKeys

LARGEST_FILE = 64 << 20
"""Bytes: what the verifier looks at at most."""
HOME_VARIABLE = "INCONFIDENCE_HOME"

REFERENCE = click.types.FuncParamType(tidy)
"""A reference as somebody typed it: capitals, blanks and look-alikes are mended here, and nowhere further in."""

home_option = click.option(
    "--home",
    "home_folder",
    envvar=HOME_VARIABLE,
    default="var",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder everything is kept in.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")
file_argument = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


def open_home(folder: Path) -> Home:
    """Open a home to read in it."""
    from inconfidence.recipes import home

    return home.open_home(folder, home.secret_folder(folder), SystemClock())


def open_keys(folder: Path) -> CouncilKeys:
    """Open the keys of a home, whether or not the home itself can be opened."""
    from inconfidence.recipes import home, keys

    return keys.open_keys(folder, home.secret_folder(folder), SystemClock())


@contextmanager
def working_alone(folder: Path) -> Iterator[None]:
    """Keep other programs from working in a home meanwhile.

    Raises:
        NotFound: there is no home in that folder.
        TryLater: another program is working in it.
    """
    from inconfidence.recipes import home

    if not folder.is_dir():
        raise NotFound("There is no home in that folder.", hint="Run `inconfidence init`, or name it with --home.")
    with home.alone(folder):
        yield


@contextmanager
def working_in(folder: Path) -> Iterator[Home]:
    """Open a home to change it, alone; raises as ``working_alone``."""
    with working_alone(folder):
        yield open_home(folder)


def read_file(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        NotFound: there is no such file, or it cannot be read.
        InputInvalid: it is larger than any paper of ours.
    """
    if not path.exists():
        raise NotFound("There is no file of that name.", hint="Check the name and the folder.")
    if not path.is_file():
        raise NotFound("That is not a file.", hint="Name a file, not a folder or a device.")
    if path.stat().st_size > LARGEST_FILE:
        raise InputInvalid(f"That file is larger than {LARGEST_FILE >> 20} MB.", hint="No paper of ours is so large.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(f"That file cannot be read ({error.strerror}).") from None


def secret_word(file: Path | None, what: str) -> str:
    """Return a password or PIN from the first line of a file, or asked for unseen; it never stands in a command.

    Raises:
        InputInvalid: the file holds no text.
    """
    if file is None:
        return str(click.prompt(what, hide_input=True, err=True))
    try:
        return (read_file(file).decode().splitlines() or [""])[0]
    except UnicodeDecodeError:
        raise InputInvalid(f"The file with the {what} holds no text.") from None


def print_json(value: Any) -> None:
    """Print plain data for a program to read."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there before.

    Raises:
        OutOfTurn: it is there, and was not overwritten.
        Failed: it cannot be written.
    """
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise OutOfTurn(f"{path} exists already and was not overwritten.", hint="Name another file.") from None
    except OSError as error:
        raise Failed(f"{path} cannot be written ({error.strerror}).") from None
