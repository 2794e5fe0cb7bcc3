"""The command itself: one function a command, each of which only asks a recipe and prints the answer.

Data goes to standard output, everything else to standard error. This is the one place where an error becomes text and
an exit code. Rooms are imported inside the commands, because signing alone costs a second to import and ``--help``
must not wait for it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from inconfidence import __version__
from inconfidence.core.clock import SystemClock
from inconfidence.core.errors import Failed, InConfidenceError, InputInvalid, NotAuthentic, NotFound, OutOfTurn
from inconfidence.core.identifiers import tidy

if TYPE_CHECKING:
    from inconfidence.recipes.home import Home

STOPPED_BY_USER = 130
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="inconfidence")
def commands() -> None:
    """Confidential safeguarding papers: taken in, filled, sealed, signed, released one by one, and kept."""


def main() -> NoReturn:
    """Run the command line and end the process with the exit code of docs/errors.md."""
    sys.exit(_status_of(lambda: commands.main(standalone_mode=False)))


def _status_of(work: Callable[[], Any]) -> int:
    try:
        work()
    except InConfidenceError as error:
        _say_refusal(error)
        return error.exit_status
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was finished is kept; call the same command again to go on.", err=True)
        return STOPPED_BY_USER
    except Exception as error:  # noqa: BLE001 - nobody may be shown a traceback: it can hold personal values
        _say_fault(error)
        return 1
    return 0


def _say_refusal(error: InConfidenceError) -> None:
    click.echo(error.message, err=True)
    if isinstance(error, InputInvalid):
        for problem in error.problems:
            click.echo(f"  {problem.path or 'the whole file'}: {problem.message} {problem.remedy}", err=True)
    if error.hint:
        click.echo(error.hint, err=True)


def _say_fault(error: Exception) -> None:
    # The text of a foreign exception may hold a personal value, so only its kind and place are told.
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "unknown place"
    click.echo(f"Something went wrong inside In Confidence ({type(error).__name__} at {where}).", err=True)
    click.echo(
        "What was kept before is as it was. Please report these two lines; they hold no personal data.", err=True
    )


def _open(folder: Path) -> Home:
    from inconfidence.recipes import home

    return home.open_home(folder, home.secret_folder(folder), SystemClock())


@contextmanager
def _working_in(folder: Path) -> Iterator[Home]:
    from inconfidence.recipes import home

    if not folder.is_dir():
        raise NotFound("There is no home in that folder.", hint="Run `inconfidence init`, or name it with --home.")
    with home.alone(folder):
        yield _open(folder)


def _read(path: Path) -> bytes:
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


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@commands.command()
@home_option
@click.option("--out", "out_folder", type=click.Path(path_type=Path, file_okay=False), help="Another home folder.")
def demo(home_folder: Path, out_folder: Path | None) -> None:
    """Do the main job on the sample case, from three referrals to twelve personal copies, and prove it."""
    from inconfidence.cli import demonstration

    demonstration.show(out_folder or home_folder, SystemClock())


@commands.command()
@home_option
@click.option("--settings", type=click.Path(path_type=Path), help="A council.toml to start from.")
def init(home_folder: Path, settings: Path | None) -> None:
    """Make a new home: settings, keys, time authority, store and archive."""
    from inconfidence.recipes import home

    starter = home.starter_settings()
    home.init(home_folder, home.secret_folder(home_folder), _read(settings) if settings else starter, SystemClock())
    click.echo(f"Made {home_folder}, its secrets in {home.secret_folder(home_folder)}: keep the two apart.", err=True)
    click.echo(f"Now edit {home_folder / home.SETTINGS_FILE}: the FAST number first.", err=True)


@commands.group()
def referral() -> None:
    """Take concerns in: one child or family, a group, or a place."""


@referral.command("check")
@file_argument
def referral_check(files: tuple[Path, ...]) -> None:
    """List every problem of referral files, and keep nothing."""
    from inconfidence.recipes import referrals

    referrals.check([(str(file), _read(file)) for file in files])
    click.echo(f"No problem in {len(files)} file(s).", err=True)


@referral.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@home_option
def referral_add(file: Path, home_folder: Path) -> None:
    """Take a referral in and print its reference."""
    from inconfidence.recipes import referrals

    content = _read(file)
    with _working_in(home_folder) as home:
        click.echo(referrals.add(home, content).reference)


@referral.command("show")
@click.argument("reference", type=REFERENCE)
@click.option("--for", "reader", default="fast", show_default=True, help="The role that reads it.")
@home_option
def referral_show(reference: str, reader: str, home_folder: Path) -> None:
    """Print what a role may see of a referral, as JSON."""
    from inconfidence.recipes import referrals

    _print_json(referrals.show(_open(home_folder), reference, reader))


@referral.command("schema")
@click.argument("kind", type=click.Choice(["individual", "group", "location"]))
def referral_schema(kind: str) -> None:
    """Print the JSON Schema of a kind of referral."""
    from inconfidence.recipes import referrals

    _print_json(referrals.schema(kind))


@commands.group()
def record() -> None:
    """Add what was decided or done: screening, task, letter, conference."""


@record.command("add")
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--case", "reference", required=True, type=REFERENCE, help="The case's reference.")
@home_option
def record_add(kind: str, file: Path, reference: str, home_folder: Path) -> None:
    """Add a record to a case; the case moves to the stage that follows."""
    from inconfidence.recipes import casework

    content = _read(file)
    with _working_in(home_folder) as home:
        casework.add(home, kind, reference, content)


@record.command("kinds")
def record_kinds() -> None:
    """Print the kinds of record, a line each."""
    from forms import kinds

    click.echo("\n".join(sorted(kinds())))


@record.command("schema")
@click.argument("kind")
def record_schema(kind: str) -> None:
    """Print the JSON Schema of a kind of record."""
    from forms import json_schema

    _print_json(json_schema(kind))


@commands.group()
def case() -> None:
    """Cases: a referral and what grows from it."""


@case.command("show")
@click.argument("reference", type=REFERENCE)
@json_option
@home_option
def case_show(reference: str, as_json: bool, home_folder: Path) -> None:
    """Show a case: kind, stage, what is linked, and every paper that was made."""
    from inconfidence.cli import tables
    from inconfidence.recipes import casework

    summary = casework.summary(_open(home_folder), reference)
    _print_json(summary) if as_json else tables.show_case(summary)


@case.command("link")
@click.argument("references", nargs=2, type=REFERENCE)
@home_option
def case_link(references: tuple[str, str], home_folder: Path) -> None:
    """Link two cases with one another."""
    from inconfidence.recipes import casework

    with _working_in(home_folder) as home:
        casework.link(home, references)


@commands.group()
def document() -> None:
    """The papers: which there are, and making one."""


@document.command("list")
@json_option
def document_list(as_json: bool) -> None:
    """List every kind of paper: for whom, for which kind of case, at which stage, on what ground."""
    from inconfidence.cli import tables
    from inconfidence.recipes import catalogue

    rows = catalogue.listing()
    _print_json(rows) if as_json else tables.show_catalogue(rows)


@document.command("make")
@click.argument("kind")
@click.argument("reference", type=REFERENCE)
@click.option("--for", "reader", required=True, help="ROLE, or ROLE:PERSON where the paper is one person's own.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@home_option
def document_make(kind: str, reference: str, reader: str, output: Path, home_folder: Path) -> None:
    """Make one paper of a case, marked and sealed."""
    from inconfidence.recipes import making

    with _working_in(home_folder) as home:
        _write_new(output, making.make_for_case(home, kind, reference, reader).content)


@commands.command()
@file_argument
@click.option("--trust", multiple=True, type=click.Path(path_type=Path), help="A root certificate (PEM) to believe.")
@json_option
@home_option
def verify(files: tuple[Path, ...], trust: tuple[Path, ...], as_json: bool, home_folder: Path) -> None:
    """Say of each PDF whether it is genuine, and why not."""
    from inconfidence.cli import tables
    from inconfidence.recipes import verification

    roots = verification.roots_of(home_folder, [_read(path) for path in trust])
    results = verification.verify_all([(str(file), _read(file)) for file in files], roots, SystemClock())
    _print_json(verification.as_json(results)) if as_json else tables.show_verdicts(results)
    verification.refuse_unless_authentic(results)


@commands.group()
def archive() -> None:
    """What is kept."""


@archive.command("check")
@home_option
def archive_check(home_folder: Path) -> None:
    """Read every kept object again and walk the whole ledger."""
    report = _open(home_folder).archive.check()
    click.echo("\n".join(report.in_plain_words))
    if not report.sound:
        raise NotAuthentic("The archive is not as it was kept.", hint="Restore what is named above from a backup.")


def _write_new(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise OutOfTurn(f"{path} exists already and was not overwritten.", hint="Name another file.") from None
    except OSError as error:
        raise Failed(f"{path} cannot be written ({error.strerror}).") from None
